package dev.covet.optimizer.engine;

import java.util.concurrent.atomic.AtomicLong;

/** The latest of the times that it was told, as {@link System#nanoTime} counts them. Any thread may tell and ask. */
public final class LastTime {
    /** So long before anything that no time of a JVM is before it. */
    public static final long NEVER = Long.MIN_VALUE / 2;

    private final AtomicLong nanos = new AtomicLong(NEVER);

    /** It is this time, unless it is a later one. */
    void atLeast(long time) {
        nanos.accumulateAndGet(time, LastTime::later);
    }

    /** {@link #NEVER} if it was told none. */
    public long get() {
        return nanos.get();
    }

    /** The later one of two times, each of which may be {@link #NEVER}. */
    public static long later(long one, long other) {
        return isReached(one, other) ? other : one;
    }

    /** Whether something that was to be waited for has come by this time; what is {@link #NEVER} has always. */
    public static boolean isReached(long awaited, long now) {
        return awaited == NEVER || (now != NEVER && now - awaited >= 0);
    }
}

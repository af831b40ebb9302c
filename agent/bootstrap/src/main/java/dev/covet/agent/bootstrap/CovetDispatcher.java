package dev.covet.agent.bootstrap;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one class that advice in other people's classes refers to. In the agent's jar it is named
 * {@code java.lang.CovetDispatcher} and is defined into {@code java.base}, so that every class loader and every module
 * sees it. A point without a target answers null, and advice does nothing on null.
 */
public final class CovetDispatcher {
    private static final AtomicLong errors = new AtomicLong();

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static volatile @Nullable Function<@Nullable Object[], @Nullable Object>[] targets = new Function[0];

    private CovetDispatcher() {}

    /** Calls the target of a point with the four objects; its answer, or null when there is none or it failed. */
    public static @Nullable Object call(
            int point, @Nullable Object self, @Nullable Object first, @Nullable Object second, @Nullable Object third) {
        try {
            @Nullable Function<@Nullable Object[], @Nullable Object>[] current = targets;
            Function<@Nullable Object[], @Nullable Object> target = point < current.length ? current[point] : null;
            return target == null ? null : target.apply(new @Nullable Object[] {self, first, second, third});
        } catch (Throwable e) {
            suppressed(e);
            return null;
        }
    }

    /** Counts an error of ours. An error of the JVM itself is thrown on. */
    public static void suppressed(Throwable thrown) {
        errors.incrementAndGet();
        if (thrown instanceof VirtualMachineError error) {
            throw error;
        }
        // By name: the class is on its way out of the JDK.
        if (thrown instanceof Error error
                && "java.lang.ThreadDeath".equals(error.getClass().getName())) {
            throw error;
        }
    }

    /** Sets the target of a point; null removes it. */
    public static synchronized void target(int point, @Nullable Function<@Nullable Object[], @Nullable Object> target) {
        @Nullable Function<@Nullable Object[], @Nullable Object>[] changed =
                Arrays.copyOf(targets, Math.max(targets.length, point + 1));
        changed[point] = target;
        targets = changed;
    }

    /** How many errors were swallowed here. */
    public static long errors() {
        return errors.get();
    }
}

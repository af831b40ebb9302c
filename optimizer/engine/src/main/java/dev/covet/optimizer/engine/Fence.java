package dev.covet.optimizer.engine;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of work may have heard from other services: whoever was answered may know that the database has changed
 * since some rows were read. Each unit has one, and each thread that works without a unit. Any thread may call.
 */
public final class Fence {
    /** Names the feature to {@link SelfProtection}. */
    public static final String FEATURE = "calls";

    /** Weak, so that nothing of ours stays with a thread of a pool; whoever has a mark or is called keeps it. */
    private static final ThreadLocal<@Nullable WeakReference<Fence>> OF_THREAD = new ThreadLocal<>();

    private final AtomicLong heard = new AtomicLong();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicLong marked = new AtomicLong(-1);

    /** The one of this thread's unit, or of this thread. */
    public static Fence current() {
        Fence known = known();
        if (known == null) {
            known = new Fence();
            OF_THREAD.set(new WeakReference<>(known));
        }
        return known;
    }

    /** Null if there is no unit, and nobody waits for anything on this thread. */
    public static @Nullable Fence known() {
        UnitOfWork work = UnitOfWork.current();
        if (work != null) {
            return work.fence();
        }
        WeakReference<Fence> ofThread = OF_THREAD.get();
        return ofThread == null ? null : ofThread.get();
    }

    /** To be taken before rows are read, and kept together with this object. */
    public long mark() {
        long now = heard.get();
        // Who hears something before this loop, and passes by as nobody has asked, does so before the rows are read.
        for (long before = marked.get(); before < now; before = marked.get()) {
            marked.compareAndSet(before, now);
        }
        return now;
    }

    /** Whether nothing was heard since, and nobody is being called who might have said something by now. */
    public boolean holds(long mark) {
        return calls.get() == 0 && heard.get() == mark;
    }

    /** Whether nobody has taken a mark since something was heard last, so that to hear more changes nothing. */
    public boolean isUnasked() {
        return marked.get() != heard.get();
    }

    /** Another service has said something. */
    public void heard() {
        heard.incrementAndGet();
    }

    /** A call has begun that goes on beside this thread. */
    public void began() {
        calls.incrementAndGet();
    }

    /** A call that has begun is over, or its answer is there. */
    public void ended() {
        heard.incrementAndGet();
        calls.decrementAndGet();
    }

    /** Whether a call is under way: what is read now would not hold. */
    public boolean isCalling() {
        return calls.get() > 0;
    }
}

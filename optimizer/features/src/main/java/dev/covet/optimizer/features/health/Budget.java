package dev.covet.optimizer.features.health;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much time the stacks of one pool may take: a hundredth of one processor, more for a while once an owner was missed.
 * Who borrows less than some thousand times a second has the stack of each borrowing.
 */
final class Budget {
    private static final long WINDOW = Duration.ofMillis(100).toNanos();
    private static final long MOST = Duration.ofMillis(1).toNanos();
    private static final long GENEROUS = Duration.ofMinutes(10).toNanos();

    private final AtomicLong spent = new AtomicLong();
    private volatile long window;
    private volatile long generousUntil;
    private volatile boolean generous;

    Budget(long now) {
        window = now;
    }

    /** Whether there is time for one more. Two threads may begin a window at once; then it is a little longer. */
    boolean allows(long now) {
        if (now - window > WINDOW) {
            window = now;
            spent.set(0);
        }
        if (spent.get() < MOST) {
            return true;
        }
        if (generous && now - generousUntil > 0) {
            generous = false;
        }
        return generous;
    }

    void spent(long nanos) {
        spent.addAndGet(nanos);
    }

    /** From now on each stack is wanted, whatever it costs. */
    void beGenerous(long now) {
        generousUntil = now + GENEROUS;
        generous = true;
    }
}

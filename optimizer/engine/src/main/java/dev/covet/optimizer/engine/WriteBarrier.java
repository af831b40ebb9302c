package dev.covet.optimizer.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * When this JVM was last told that it has changed a database in a way of which nobody knows the tables. Shared by all
 * addresses that may lead to one database.
 */
public final class WriteBarrier {
    private final LongSupplier nanoTime;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicLong answered;

    WriteBarrier(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.answered = new AtomicLong(nanoTime.getAsLong());
    }

    /** Such a change is about to be sent. */
    void began() {
        unanswered.incrementAndGet();
    }

    /** Its answer is there, or was lost. */
    void ended() {
        passed();
        unanswered.decrementAndGet();
    }

    /** A change was made of which nobody was told before. */
    void passed() {
        long now = nanoTime.getAsLong();
        answered.accumulateAndGet(now, (before, later) -> later - before > 0 ? later : before);
    }

    /** When one was over last; when the clock was made if none was. */
    long last() {
        return answered.get();
    }

    /**
     * Whether all such changes were over before this time.
     *
     * @param nanos by the clock of the engine
     */
    public boolean isBefore(long nanos) {
        return unanswered.get() == 0 && answered.get() - nanos < 0;
    }
}

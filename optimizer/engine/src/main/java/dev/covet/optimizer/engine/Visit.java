package dev.covet.optimizer.engine;

import org.jspecify.annotations.Nullable;

/** A request of somebody who may come again, and may have come before. Any thread may tell and ask. */
public final class Visit {
    private final Visits visits;
    private final String word;
    private final long before;
    private final Visits.Answer answer;
    private volatile @Nullable Thread serving;
    private volatile boolean wrote;
    private volatile boolean announced;

    Visit(Visits visits, String word, long before, Visits.Answer answer) {
        this.visits = visits;
        this.word = word;
        this.before = before;
        this.answer = answer;
    }

    /** What the same one wrote before could be seen in the database at this time. */
    long before() {
        return before;
    }

    /** The same, with what others have written in this JVM, if that matters. */
    public long before(WriteClock clock) {
        // A server that took over may lack what was written at the one before.
        return LastTime.later(before, (visits.alone() ? clock.tookOver() : clock.written()).get());
    }

    /** It has written, and others could see it at this time. */
    public void wrote(long nanos) {
        visits.wrote(word, nanos);
        wrote = true;
        if (serving == Thread.currentThread()) {
            announce();
        }
    }

    private void announce() {
        if (wrote && !announced) {
            announced = visits.announce(word, answer);
        }
    }

    /** This thread serves it: answers belong to one thread at a time. */
    public void served() {
        serving = Thread.currentThread();
        announce();
    }

    /** This thread has served it. */
    public void left() {
        announce();
        serving = null;
    }
}

package dev.covet.instrumentation.drivers.postgresql.change;

import java.util.concurrent.TimeUnit;

/**
 * Has the server's log flushed up to a moment that nobody is told of for long. Others who commit flush it; nobody may, for long,
 * who only writes or does not wait for it.
 */
final class Flushing {
    private static final long BEFORE = TimeUnit.MILLISECONDS.toNanos(15);
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(100);

    private final Questions questions;

    /** The last place that was asked for, and since when. */
    private long awaited;

    private long awaitedSince;
    private long flushedAt = System.nanoTime() - BETWEEN;

    Flushing(Questions questions) {
        this.questions = questions;
    }

    void await(PostgresMoment moment) {
        if (moment.logged() != awaited) {
            awaited = moment.logged();
            awaitedSince = System.nanoTime();
        }
    }

    /** With the place up to which all is told. */
    void hurry(long told) {
        long now = System.nanoTime();
        if (told < awaited && now - awaitedSince > BEFORE && now - flushedAt > BETWEEN) {
            flushedAt = now;
            questions.flush();
        }
    }
}

package dev.covet.optimizer.features.prefetch.spend;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The accounts of one pair of queries. Times are of the database's answers as the application would wait for them. Who
 * finds it in use goes on without: an entry that is lost makes an estimate a little worse.
 */
public final class Ledger {
    /** No batch asks for more. */
    public static final int MOST_KEYS = 1_000;

    /** What a batch may bring, by estimate. */
    private static final double MOST_BYTES = 1 << 20;

    /** From here on a round trip is dear enough to grow faster. */
    private static final double FAR_NANOS = 250_000;

    /** What has to be known of a pair before it may skip the first sizes. */
    private static final int ENOUGH_EXECUTIONS = 8;

    private static final int ENOUGH_UNITS = 2;

    /** Batches in a row that cost more than they saved, until no more are sent. */
    private static final int BAD_BATCHES = 3;

    /** What a batch may cost more than it saved without being called bad, of a single execution. */
    private static final double LOSS = 0.1;

    /** The first batches meet cold caches and cold code. */
    private static final int COLD_BATCHES = 8;

    /** What a further key of a cold batch is taken to cost, of a single execution. */
    private static final double COLD_KEY = 0.3;

    /** What may be risked: of the time that single executions took, and of the time saved. */
    private static final double OF_BASELINE = 0.02;

    private static final double OF_SAVINGS = 0.25;

    private final ReentrantLock lock = new ReentrantLock();
    private final Average single = new Average(100_000);
    private final Average furtherNanos = new Average(5_000);
    private final Average furtherKeys = new Average(1);
    private final Average bytesPerKey = new Average(512);
    private final Consumption consumption = new Consumption();
    private double baselineNanos;
    private double savedNanos;
    private double wastedNanos;
    private long batches;
    private long foretold;
    private long fetched;
    private long used;
    private long wasted;
    private int bad;
    private boolean shadow;
    private int evidence;
    private int needed = BAD_BATCHES;

    /** The sums so far: keys that were fetched, used, and never asked for. */
    public record Sums(long fetched, long used, long wasted, double savedNanos, boolean shadow) {}

    public Sums sums() {
        lock.lock();
        try {
            return new Sums(fetched, used, wasted, savedNanos, shadow);
        } finally {
            lock.unlock();
        }
    }

    /** An execution that went to the database alone. */
    public void single(long nanos, long bytes) {
        if (lock.tryLock()) {
            try {
                single.add((double) nanos);
                bytesPerKey.add((double) bytes);
                baselineNanos += nanos;
            } finally {
                lock.unlock();
            }
        }
    }

    /** A batch came back. */
    public void batch(int keys, long nanos, long bytes) {
        if (lock.tryLock()) {
            try {
                fetched += keys;
                batches++;
                bytesPerKey.add((double) bytes / keys);
                if (keys > 1) {
                    furtherKeys.add(keys - 1);
                    furtherNanos.add(Math.max(0, Math.min(nanos - single.value(), slowest(keys - 1))));
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** A batch is done with: so many of its keys were used. In shadow they would have been. */
    public void settled(int keys, int usedKeys) {
        if (lock.tryLock()) {
            try {
                settle(keys, usedKeys);
            } finally {
                lock.unlock();
            }
        }
    }

    /** A key of a batch that was {@link #settled} is used after all. */
    public void usedLater() {
        if (lock.tryLock()) {
            try {
                used++;
                wasted--;
                savedNanos += single.value();
                wastedNanos = Math.max(0, wastedNanos - furtherKey());
            } finally {
                lock.unlock();
            }
        }
    }

    /** Whether a batch of so many keys, of which so many were used, was no loss to speak of. */
    public boolean paid(int keys, int usedKeys) {
        lock.lock();
        try {
            return gain(keys, usedKeys) >= -LOSS * single.value();
        } finally {
            lock.unlock();
        }
    }

    private double gain(int keys, int usedKeys) {
        return usedKeys * single.value() - single.value() - (keys - 1) * furtherKey();
    }

    private void settle(int keys, int usedKeys) {
        double gain = gain(keys, usedKeys);
        if (shadow) {
            evidence = gain > 0 ? evidence + 1 : 0;
            if (evidence >= needed) {
                shadow = false;
                bad = 0;
            }
            return;
        }
        used += usedKeys;
        wasted += keys - usedKeys;
        savedNanos += Math.max(0, usedKeys - 1) * single.value();
        wastedNanos += (keys - usedKeys) * furtherKey();
        if (gain >= 0) {
            bad = 0;
        } else if (gain < -LOSS * single.value()) {
            bad++;
        }
        if (bad >= BAD_BATCHES) {
            shadow = true;
            evidence = 0;
            needed = Math.min(needed * 2, 1 << 16);
        }
    }

    /** A batch that took longer than this was held up by something else. Still it counts as one that did not pay. */
    private double slowest(int keys) {
        return 2 * keys * single.value();
    }

    /** Over all keys, not over all batches: what a batch costs beyond its keys is much for each of a few. */
    private double furtherKey() {
        double perKey = furtherNanos.value() / furtherKeys.value();
        return batches > COLD_BATCHES ? perKey : Math.min(perKey, COLD_KEY * single.value());
    }

    /**
     * A unit of work is over in which this pair was seen.
     *
     * @param reached of the executions that were to be expected, in their order, those up to the last that came
     * @param possible all that were to be expected
     */
    public void unitEnded(int executions, int reached, int possible) {
        if (lock.tryLock()) {
            try {
                consumption.add(reached, possible);
                foretold += executions;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Of the keys that were fetched and are done with, the part that was used; 1 as long as there are none. */
    public double hits() {
        lock.lock();
        try {
            return (used + 1.0) / (used + wasted + 1.0);
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing is sent, and only counted what it would have been good for. */
    public boolean shadow() {
        return sums().shadow();
    }

    /** Whether enough is known to ask before anything was repeated in this unit of work. */
    public boolean learned() {
        lock.lock();
        try {
            return isLearned();
        } finally {
            lock.unlock();
        }
    }

    private boolean isLearned() {
        return foretold >= ENOUGH_EXECUTIONS && consumption.units() >= ENOUGH_UNITS;
    }

    /**
     * The keys of the next batch, the one that is asked for now among them.
     *
     * @param before the keys of the batch before in this unit of work, 0 if there was none
     * @param available how many could be asked for
     */
    public int size(int before, int available) {
        lock.lock();
        try {
            int factor = single.value() >= FAR_NANOS ? 4 : 2;
            int grown = before == 0 ? factor : (int) Math.min(MOST_KEYS, (long) before * factor);
            int size = grown;
            if (before == 0 && isLearned()) {
                size = Math.max(factor, Math.min(consumption.expected(available), affordable()));
            }
            int room = (int) Math.max(2, MOST_BYTES / Math.max(1, bytesPerKey.value()));
            return Math.min(Math.min(size, room), Math.min(available, MOST_KEYS));
        } finally {
            lock.unlock();
        }
    }

    /** The keys that could all be wasted without the pair having done more harm than a fraction of its good. */
    private int affordable() {
        double credit = OF_BASELINE * baselineNanos + OF_SAVINGS * savedNanos - wastedNanos;
        return (int) Math.max(0, Math.min(MOST_KEYS, credit / Math.max(1, furtherKey())));
    }
}

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

    /** Batches in a row that cost much more than they saved, until no more are sent. */
    private static final int BAD_BATCHES = 3;

    /** What one batch counts at most among losses, in single executions: one alone may have had bad luck. */
    private static final double MOST_LOSS = 1.0 / BAD_BATCHES;

    /** Losses, in single executions and less what was gained since, after which no more batches are sent. */
    private static final double MOST_LOSSES = 0.999;

    /** What a batch may cost more than it saved for the next one still to be larger, of a single execution. */
    private static final double LOSS = 0.2;

    /** In shadow, batches that were not sent, for each that would have to pay, until one is sent all the same. */
    private static final int PATIENCE = 8;

    /** In shadow, the fewest batches that would have paid before they are sent again, however long it has lasted. */
    private static final int FEWEST_PROOFS = 2 * BAD_BATCHES;

    /** In shadow at least one of so many units of work is looked at. */
    private static final int FEWEST_LOOKS = 64;

    /** Beginnings of units, at powers of two from the first on, later of so many one, that send a single execution. */
    private static final int FIRST_REFRESH = 8;

    private static final int REFRESH = 256;

    /** A pair of whose keys so large a part is used gains whatever a single execution takes. */
    private static final double NEARLY_ALL = 0.95;

    /** What may be risked: of the time that single executions took, and of the time saved. */
    private static final double OF_BASELINE = 0.02;

    private static final double OF_SAVINGS = 0.25;

    private final ReentrantLock lock = new ReentrantLock();
    private final Recent single = new Recent(100_000);
    private final FurtherKeys further = new FurtherKeys();
    private final Average bytesPerKey = new Average(512);
    private final Consumption consumption = new Consumption();
    private double baselineNanos;
    private double savedNanos;
    private double wastedNanos;
    private long foretold;
    private long fetched;
    private long used;
    private long wasted;
    private double losses;
    private volatile boolean shadow;
    private double evidence;
    private long imagined;
    private final Sparse looks = new Sparse();
    private long starts;
    private volatile int needed = BAD_BATCHES;

    /** The sums so far: keys that were fetched, used, and never asked for, with the time that was saved and wasted by them. */
    public record Sums(long fetched, long used, long wasted, double savedNanos, double wastedNanos, boolean shadow) {}

    /** Without the lock, so that nobody waits for whoever looks: they may be of different moments. */
    public Sums sums() {
        return new Sums(fetched, used, wasted, savedNanos, wastedNanos, shadow);
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
                bytesPerKey.add((double) bytes / keys);
                if (keys > 1) {
                    further.add(keys - 1, (double) nanos);
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
                savedNanos += single();
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
            return gain(keys, usedKeys) >= -LOSS * single();
        } finally {
            lock.unlock();
        }
    }

    private double gain(int keys, int usedKeys) {
        double single = single();
        return usedKeys * single - single - further.all(keys - 1, single, shadow ? imagined : 0);
    }

    private void settle(int keys, int usedKeys) {
        double gain = gain(keys, usedKeys) / single();
        if (shadow) {
            imagine(gain);
            return;
        }
        used += usedKeys;
        wasted += keys - usedKeys;
        savedNanos += Math.max(0, usedKeys - 1) * single();
        wastedNanos += (keys - usedKeys) * furtherKey();
        losses = Math.max(0, losses - Math.max(gain, -MOST_LOSS));
        if (losses >= MOST_LOSSES) {
            shadow = true;
            evidence = 0;
            imagined = 0;
            needed = Math.min(needed * 2, 1 << 16);
        }
    }

    private void imagine(double gain) {
        imagined++;
        evidence = Math.max(0, evidence + Math.min(gain, Math.max(1, needed / FEWEST_PROOFS)));
        if (evidence >= needed) {
            shadow = false;
            losses = 0;
        } else if (imagined >= (long) PATIENCE * needed) {
            // What a key costs may be another now, or was never known well. One more loss, and it is over.
            shadow = false;
            losses = 1 - MOST_LOSS;
        }
    }

    /** In shadow: whether this unit of work is one of those in which batches are imagined. The longer, the fewer. */
    public boolean looks() {
        return looks(Math.min(needed / 2, FEWEST_LOOKS));
    }

    /** Whether this one is one of so many. */
    public boolean looks(int oneOf) {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            return looks.next(oneOf);
        } finally {
            lock.unlock();
        }
    }

    /** A single execution, of late: they are seldom once most are answered from batches, and a batch takes no less. */
    private double single() {
        return Math.min(single.median(), further.fastest());
    }

    private double furtherKey() {
        return further.each(single());
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
            return hitRate();
        } finally {
            lock.unlock();
        }
    }

    private double hitRate() {
        return (used + 1.0) / (used + wasted + 1.0);
    }

    /** Whether nothing is sent, and only counted what it would have been good for. */
    public boolean shadow() {
        return shadow;
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

    /**
     * To be asked before a batch at the beginning of a unit of work: whether to send a single execution once more before,
     * where keys are wasted, so that the price of one decides. What was known of it may be from when all code was cold.
     */
    public boolean refreshes() {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            if (hitRate() > NEARLY_ALL) {
                return false;
            }
            starts++;
            return starts >= FIRST_REFRESH && (Long.bitCount(starts) == 1 || starts % REFRESH == 0);
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
            int factor = single() >= FAR_NANOS ? 4 : 2;
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

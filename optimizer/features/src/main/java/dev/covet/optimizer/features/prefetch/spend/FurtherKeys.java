package dev.covet.optimizer.features.prefetch.spend;

/**
 * What a further key of a batch costs, from what the last batches took more than a single execution: the round trip is in
 * both, so that it is not in the difference. Over all keys, not over all batches: what a batch costs beyond its keys is
 * much for each of a few. The dearest of them is not believed: it met cold code, or was held up.
 */
final class FurtherKeys {
    private static final int KEPT = 8;

    /** As long as there was no batch. */
    private static final double UNKNOWN_NANOS = 5_000;

    /**
     * What a key is taken to cost at most where nobody has measured it, of a single execution: while all batches may have
     * met cold code, and beyond the keys of the largest.
     */
    private static final double OF_SINGLE = 0.3;

    /** For each key: a batch that took longer was held up by something else. Still it counts as one that did not pay. */
    private static final double MOST_OF_SINGLE = 2;

    /** Batches that were not sent until what was measured before is believed by half. */
    private static final double HALF_BELIEVED = 16;

    private final int[] keys = new int[KEPT];
    private final double[] nanos = new double[KEPT];
    private int next;
    private int count;
    private boolean warm;
    private double fastest = Double.MAX_VALUE;

    /** A batch came back. */
    void add(int further, double took) {
        keys[next] = further;
        nanos[next] = took;
        next = (next + 1) % KEPT;
        warm = count == KEPT;
        count = Math.min(count + 1, KEPT);
        fastest = took;
        for (int i = 0; i < count; i++) {
            fastest = Math.min(fastest, nanos[i]);
        }
    }

    /** What the fastest of the last batches took: a single execution takes no longer. */
    double fastest() {
        return fastest;
    }

    /** What so many cost in one batch: small ones say little of large ones, as what they cost of themselves is in each key. */
    double all(int further, double single) {
        int measured = 0;
        for (int i = 0; i < count; i++) {
            measured = Math.max(measured, keys[i]);
        }
        int beyond = Math.max(0, further - measured);
        return (further - beyond) * each(single) + beyond * Math.min(each(single), OF_SINGLE * single);
    }

    /**
     * What so many would cost by now, after so many batches that were not sent: what was measured before them is believed less
     * and less, but no key comes to cost less than nobody's guess.
     */
    double all(int further, double single, long unsent) {
        double known = all(further, single);
        return Math.max(known * Math.pow(0.5, unsent / HALF_BELIEVED), Math.min(known, further * UNKNOWN_NANOS));
    }

    /** By what a single execution takes. */
    double each(double single) {
        double each = count == 0 ? UNKNOWN_NANOS : count == 1 ? more(0, single) / keys[0] : mean(single);
        return warm ? each : Math.min(each, OF_SINGLE * single);
    }

    private double mean(double single) {
        int dearest = 0;
        double all = 0;
        long number = 0;
        for (int i = 0; i < count; i++) {
            dearest = more(i, single) * keys[dearest] > more(dearest, single) * keys[i] ? i : dearest;
            all += more(i, single);
            number += keys[i];
        }
        return Math.max(0, all - more(dearest, single)) / (number - keys[dearest]);
    }

    private double more(int batch, double single) {
        return Math.max(0, Math.min(nanos[batch] - single, MOST_OF_SINGLE * keys[batch] * single));
    }
}

package dev.covet.optimizer.features.health;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** How many connections were wanted at once, held or waited for, at moments evenly spread over the last hour or two. */
final class Demand {
    /** More are counted as so many. */
    static final int MOST = 1_000;

    private static final int HOUR = 3_600;

    private volatile AtomicIntegerArray present = new AtomicIntegerArray(MOST + 1);
    private volatile AtomicIntegerArray former = new AtomicIntegerArray(MOST + 1);
    private int seen;

    /** Each second, on one thread. */
    void record(int wanted) {
        if (++seen % HOUR == 0) {
            former = present;
            present = new AtomicIntegerArray(MOST + 1);
        }
        present.incrementAndGet(Math.max(0, Math.min(MOST, wanted)));
    }

    int moments() {
        int all = 0;
        for (int wanted = 0; wanted <= MOST; wanted++) {
            all += at(wanted);
        }
        return all;
    }

    private int at(int wanted) {
        return present.get(wanted) + former.get(wanted);
    }

    /** Enough in this share of the moments. */
    int enough(double share) {
        long needed = (long) Math.ceil(moments() * share);
        long sum = 0;
        for (int wanted = 0; wanted <= MOST; wanted++) {
            sum += at(wanted);
            if (sum >= needed) {
                return wanted;
            }
        }
        return MOST;
    }
}

package dev.covet.load.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Collects what the threads of a run see. One lock guards all of it; it is held for less than a microsecond. */
public final class Statistics {
    private final List<String> kinds;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Recording> recordings = new ArrayList<>();
    private final Recording total = new Recording();
    private final Recording interval = new Recording();
    private long sent;
    private long abandoned;

    public Statistics(List<String> kinds) {
        this.kinds = List.copyOf(kinds);
        this.kinds.forEach(kind -> recordings.add(new Recording()));
    }

    /** Everything that was counted. */
    public record Totals(long sent, long abandoned, KindReport total, List<KindReport> kinds) {
        public Totals {
            kinds = List.copyOf(kinds);
        }
    }

    /** Takes a request that was answered or failed. What is not recorded counts for progress only. */
    public void add(int kind, long nanos, @Nullable String error, boolean recorded) {
        lock.lock();
        try {
            sent++;
            interval.add(nanos, error);
            if (recorded) {
                total.add(nanos, error);
                recordings.get(kind).add(nanos, error);
            }
        } finally {
            lock.unlock();
        }
    }

    public void addAbandoned() {
        lock.lock();
        try {
            sent++;
            abandoned++;
        } finally {
            lock.unlock();
        }
    }

    /** What happened since this was asked last. */
    public KindReport nextInterval(Duration length) {
        lock.lock();
        try {
            KindReport report = interval.report("interval", seconds(length));
            interval.clear();
            return report;
        } finally {
            lock.unlock();
        }
    }

    public Totals totals(Duration measured) {
        lock.lock();
        try {
            List<KindReport> reports = new ArrayList<>();
            for (int i = 0; i < kinds.size(); i++) {
                reports.add(recordings.get(i).report(kinds.get(i), seconds(measured)));
            }
            return new Totals(sent, abandoned, total.report("total", seconds(measured)), reports);
        } finally {
            lock.unlock();
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}

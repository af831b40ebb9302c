package dev.covet.optimizer.features.cache.report;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often one query had which outcome, and how long the database took for it, or would have taken. There are some thirty
 * words for outcomes.
 */
public final class Outcomes {
    private final Object since;
    private volatile Line[] lines = {};

    /**
     * None yet.
     *
     * @param since whose outcomes these are: under other settings they mean something else
     */
    public Outcomes(Object since) {
        this.since = since;
    }

    private static final class Line {
        final String outcome;
        final LongAdder count = new LongAdder();
        final LongAdder nanos = new LongAdder();

        Line(String outcome) {
            this.outcome = outcome;
        }
    }

    /** What was counted under one word. */
    public record Sum(String outcome, long count, long nanos) {}

    @SuppressWarnings("ReferenceEquality") // each is another one
    public boolean isSince(Object other) {
        return since == other;
    }

    void add(String outcome, long nanos) {
        Line line = line(outcome);
        line.count.increment();
        line.nanos.add(nanos);
    }

    private Line line(String outcome) {
        for (Line each : lines) {
            if (each.outcome.equals(outcome)) {
                return each;
            }
        }
        return made(outcome);
    }

    private synchronized Line made(String outcome) {
        Line[] known = lines;
        for (Line each : known) {
            if (each.outcome.equals(outcome)) {
                return each;
            }
        }
        Line[] more = Arrays.copyOf(known, known.length + 1);
        Line made = new Line(outcome);
        more[known.length] = made;
        lines = more;
        return made;
    }

    /** As they are now; those that took most time first. */
    public List<Sum> sums() {
        return Arrays.stream(lines)
                .map(line -> new Sum(line.outcome, line.count.sum(), line.nanos.sum()))
                .sorted((a, b) -> Long.compare(b.nanos, a.nanos))
                .toList();
    }
}

package dev.covet.nplus1.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sentry's N+1 of queries: another query, then five or more in a row with one text, which together take 50 ms or more. All
 * statements of a request are taken to have one parent. The spans are those of statements that were executed.
 *
 * @param leastNanos of the repeated ones together
 */
record SentryRule(String name, long leastNanos) implements Rule {
    private static final int LEAST = 5;

    /** What a statement takes beyond what was measured: the network of a real application. */
    static final long ROUND_TRIP = 1_000_000;

    @Override
    public Set<String> found(Trace trace) {
        Set<String> found = new TreeSet<>();
        List<Execution> row = new ArrayList<>();
        boolean source = false;
        for (Execution each : trace.executions()) {
            boolean same = !row.isEmpty() && row.get(0).text().equals(each.text());
            if (!same) {
                end(row, source, found);
                source = !row.isEmpty();
                row.clear();
            }
            row.add(each);
        }
        end(row, source, found);
        return found;
    }

    private void end(List<Execution> row, boolean source, Set<String> found) {
        long nanos = row.stream().mapToLong(each -> each.nanos() + ROUND_TRIP).sum();
        if (source && row.size() >= LEAST && nanos >= leastNanos) {
            found.add(row.get(0).key());
        }
    }
}

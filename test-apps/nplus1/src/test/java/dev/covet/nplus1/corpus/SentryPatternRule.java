package dev.covet.nplus1.corpus;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sentry's MN+1: a sequence of up to eight statements, not all alike, that comes three times or more without anything in
 * between, and takes 50 ms or more in all. It reports the first query of the sequence.
 *
 * @param leastNanos of all of them together
 */
record SentryPatternRule(String name, long leastNanos) implements Rule {
    private static final int LONGEST = 8;
    private static final int LEAST = 3;

    @Override
    public Set<String> found(Trace trace) {
        Set<String> found = new TreeSet<>();
        List<Execution> all = trace.executions();
        int at = 0;
        while (at < all.size()) {
            int end = at;
            for (int length = 2; length <= LONGEST && end == at; length++) {
                end = end(all, at, length);
            }
            if (end > at) {
                report(all.subList(at, end), found);
            }
            at = Math.max(end, at + 1);
        }
        return found;
    }

    /** Where the repetitions of the sequence that begins here end; where it begins if there are too few. */
    private static int end(List<Execution> all, int start, int length) {
        int same = start;
        while (same + length < all.size()
                && all.get(same).text().equals(all.get(same + length).text())) {
            same++;
        }
        int times = (same + length - start) / length;
        boolean alike = all.subList(start, Math.min(all.size(), start + length)).stream()
                        .map(Execution::text)
                        .distinct()
                        .count()
                < 2;
        return times < LEAST || alike ? start : start + times * length;
    }

    private void report(List<Execution> sequence, Set<String> found) {
        long nanos = sequence.stream()
                .mapToLong(each -> each.nanos() + SentryRule.ROUND_TRIP)
                .sum();
        if (nanos >= leastNanos) {
            found.add(sequence.get(0).key());
        }
    }
}

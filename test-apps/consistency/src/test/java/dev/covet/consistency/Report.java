package dev.covet.consistency;

import dev.covet.consistency.check.Violation;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param seed with which clients choose the same again
 * @param operations how many were checked
 * @param served how many answers came without the database
 * @param unknown how many writes and commits lost their answers
 * @param faults how many were applied
 * @param shapes how often each kind of turn was run to its end, in this JVM
 * @param errors what was refused, and how often, in this JVM
 * @param counts how many violations each check found; empty if there are none
 * @param violations the first few of each check
 */
public record Report(
        long seed,
        int operations,
        int served,
        int unknown,
        int faults,
        Map<String, Integer> shapes,
        Map<String, Integer> errors,
        Map<String, Integer> counts,
        List<Violation> violations) {
    public Report {
        shapes = Map.copyOf(shapes);
        errors = Map.copyOf(errors);
        counts = Map.copyOf(counts);
        violations = List.copyOf(violations);
    }

    /** In one line, for the log. */
    public String summary() {
        return "seed " + seed + ": " + operations + " operations checked, " + served + " answers served, " + unknown
                + " lost, " + faults
                + " faults, "
                + errors.values().stream().mapToInt(Integer::intValue).sum() + " errors, violations "
                + counts;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(summary());
        text.append("\nshapes ").append(shapes).append("\nerrors ").append(errors);
        violations.forEach(violation -> text.append('\n').append(violation));
        return text.toString();
    }
}

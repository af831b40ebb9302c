package dev.covet.nplus1.corpus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Rules that count queries of one text.
 *
 * @param by queries of one text count together if this is the same
 * @param differently whether only different values count
 */
record RepeatRule(String name, int least, Function<Execution, Object> by, boolean differently) implements Rule {
    private record Group(String text, Object by) {}

    /** Prosopite: the same text from the same stack twice. */
    static RepeatRule prosopite() {
        return new RepeatRule("prosopite: 2 of one text and stack", 2, Execution::stack, false);
    }

    /** QuickPerf: the same text, as it was sent, with different values. */
    static RepeatRule quickPerf(int least) {
        String use = least == 2 ? "annotation" : "live";
        return new RepeatRule("QuickPerf, " + use + ": " + least + " with other values", least, Execution::sql, true);
    }

    /** Digma: five of one text in one request. */
    static RepeatRule digma() {
        return new RepeatRule("Digma: 5 of one text", 5, each -> "", false);
    }

    @Override
    public Set<String> found(Trace trace) {
        Map<Group, Integer> counts = new HashMap<>();
        Map<Group, Set<List<String>>> values = new HashMap<>();
        Set<String> found = new TreeSet<>();
        for (Execution each : trace.executions()) {
            if (!each.query()) {
                continue;
            }
            Group group = new Group(each.text(), by.apply(each));
            Set<List<String>> seen = values.computeIfAbsent(group, none -> new HashSet<>());
            boolean isNew = seen.add(each.values());
            int count = differently ? seen.size() : counts.merge(group, 1, Integer::sum);
            if (count >= least && (isNew || !differently)) {
                found.add(each.key());
            }
        }
        return found;
    }
}

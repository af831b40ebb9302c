package dev.covet.nplus1.corpus;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** jOOQ's diagnosing connection: one text is prepared twice while a connection is borrowed. */
record JooqRule(String name) implements Rule {
    private record Group(String text, int loan) {}

    @Override
    public Set<String> found(Trace trace) {
        Set<Group> seen = new HashSet<>();
        Set<String> found = new TreeSet<>();
        for (Preparation each : trace.preparations()) {
            if (!seen.add(new Group(each.text(), each.loan()))) {
                found.add(each.key());
            }
        }
        for (Execution each : trace.executions()) {
            if (!each.prepared() && !seen.add(new Group(each.text(), -each.connection()))) {
                found.add(each.key());
            }
        }
        return found;
    }
}

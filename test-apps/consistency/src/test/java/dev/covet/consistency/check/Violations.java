package dev.covet.consistency.check;

import dev.covet.consistency.history.Kind;
import dev.covet.consistency.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was found: the first few of each kind, and how many there were. */
public final class Violations {
    private static final int KEPT = 5;

    private final List<Violation> kept = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Facts facts;

    private Violations(Facts facts) {
        this.facts = facts;
    }

    /** Looks with each check. */
    public static Violations in(Facts facts, List<Check> checks) {
        Violations violations = new Violations(facts);
        checks.forEach(check -> check.check(facts, violations));
        return violations;
    }

    void add(Check check, String message, List<Operation> evidence) {
        if (counts.merge(check.name(), 1, Integer::sum) <= KEPT) {
            kept.add(new Violation(check.name(), message, withWrites(evidence)));
        }
    }

    /** Before the end of a transaction what it wrote. */
    private List<Operation> withWrites(List<Operation> evidence) {
        Set<Operation> all = new LinkedHashSet<>();
        for (Operation operation : evidence) {
            facts.transaction(operation).operations().stream()
                    .filter(other -> other.kind() == Kind.WRITE)
                    .forEach(all::add);
            all.add(operation);
        }
        return List.copyOf(all);
    }

    void add(Check check, String message, Operation... evidence) {
        add(check, message, List.of(evidence));
    }

    /** How many each check found; none that found nothing. */
    public Map<String, Integer> counts() {
        return counts;
    }

    public List<Violation> kept() {
        return kept;
    }
}

package dev.covet.consistency.check;

import dev.covet.consistency.history.Cell;
import dev.covet.consistency.history.Key;
import dev.covet.consistency.history.Kind;
import dev.covet.consistency.history.Operation;
import dev.covet.consistency.history.Outcome;
import java.util.List;

/** An answer has the rows that were asked for: no others, and none missing that cannot be missing. */
public final class AnswerCheck implements Check {
    @Override
    public void check(Facts facts, Violations violations) {
        for (Operation operation : facts.operations()) {
            if (operation.kind() == Kind.READ && operation.outcome() == Outcome.OK && !isAnswer(operation)) {
                violations.add(this, "asked for " + operation.asked() + " and got " + operation.cells(), operation);
            }
        }
    }

    private static boolean isAnswer(Operation operation) {
        List<Key> got = operation.cells().stream().map(Cell::key).toList();
        if (got.equals(operation.asked())) {
            return true;
        }
        return operation.asked().containsAll(got)
                && operation.asked().stream()
                        .allMatch(key -> got.contains(key) || key.table().mayBeEmpty());
    }
}

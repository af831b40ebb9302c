package dev.covet.consistency.check;

import dev.covet.consistency.history.Operation;
import java.util.List;

/**
 * A contradiction.
 *
 * @param check the name of what found it
 * @param evidence the operations that cannot all be as they are
 */
public record Violation(String check, String message, List<Operation> evidence) {
    public Violation {
        evidence = List.copyOf(evidence);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(check + ": " + message);
        long start = evidence.stream().mapToLong(Operation::invoked).min().orElse(0);
        evidence.forEach(operation -> text.append("\n    ").append(operation.describe(start)));
        return text.toString();
    }
}

package dev.covet.consistency.check;

import dev.covet.consistency.history.Cell;
import dev.covet.consistency.history.Key;
import dev.covet.consistency.history.Operation;
import dev.covet.consistency.history.Outcome;
import java.util.HashMap;
import java.util.Map;

/** What was answered with success stays, and what was refused or rolled back leaves nothing. */
public final class OutcomeCheck implements Check {
    @Override
    public void check(Facts facts, Violations violations) {
        for (Transaction transaction : facts.transactions()) {
            if (transaction.acknowledged()) {
                lost(facts, transaction, violations);
            }
        }
        for (Key key : facts.keys()) {
            for (long value : facts.versions(key).logged()) {
                Transaction writer = facts.writer(value);
                if (writer != null && writer.refused()) {
                    violations.add(this, key + "=" + value + " was committed though it was refused", writer.last());
                }
            }
        }
    }

    private void lost(Facts facts, Transaction transaction, Violations violations) {
        OwnWrites own = new OwnWrites();
        Map<Key, Long> wrote = new HashMap<>();
        for (Operation operation : transaction.operations()) {
            if (operation.outcome() == Outcome.OK) {
                own.add(operation);
                for (Cell cell : operation.cells()) {
                    wrote.put(cell.key(), cell.value());
                }
            }
        }
        for (Key key : wrote.keySet()) {
            OwnWrites.Write last = own.of(key);
            if (last != null && facts.versions(key).place(last.value()) == null) {
                violations.add(
                        this,
                        key + "=" + last.value() + " was acknowledged and is lost",
                        last.operation(),
                        transaction.last());
            }
        }
    }
}

package dev.covet.consistency.check;

import dev.covet.consistency.history.Cell;
import dev.covet.consistency.history.History;
import dev.covet.consistency.history.Key;
import dev.covet.consistency.history.Kind;
import dev.covet.consistency.history.Operation;
import dev.covet.consistency.history.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A history with what follows from it: who wrote what, which version it became, and who saw it. */
public final class Facts {
    private final Map<Long, Transaction> transactions = new LinkedHashMap<>();
    private final Map<Long, Transaction> writers = new HashMap<>();
    private final Map<Key, Versions> versions = new HashMap<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<OwnSighting> ownSightings = new ArrayList<>();
    private final List<Operation> operations;
    private final Map<Key, List<Long>> logged;

    private Facts(History history) {
        operations = history.operations().stream()
                .sorted(Comparator.comparingLong(Operation::invoked))
                .toList();
        logged = history.versions();
    }

    public static Facts of(History history) {
        Facts facts = new Facts(history);
        facts.gatherTransactions();
        facts.transactions.values().forEach(facts::gatherSightings);
        return facts;
    }

    private void gatherTransactions() {
        Map<Long, List<Operation>> together = new LinkedHashMap<>();
        for (Operation operation : operations) {
            together.computeIfAbsent(operation.transaction(), id -> new ArrayList<>())
                    .add(operation);
        }
        together.forEach((id, parts) -> transactions.put(id, new Transaction(parts)));
        for (Operation operation : operations) {
            if (operation.kind() == Kind.WRITE) {
                Transaction writer = transaction(operation);
                operation.cells().forEach(cell -> writers.put(cell.value(), writer));
            }
        }
    }

    private void gatherSightings(Transaction transaction) {
        OwnWrites own = new OwnWrites();
        for (Operation operation : transaction.operations()) {
            if (operation.outcome() != Outcome.OK) {
                continue;
            }
            own.add(operation);
            if (operation.kind() == Kind.READ) {
                operation.cells().forEach(cell -> gatherSighting(transaction, operation, cell, own));
            }
        }
    }

    private void gatherSighting(Transaction reader, Operation read, Cell cell, OwnWrites own) {
        OwnWrites.Write written = own.of(cell.key());
        if (written == null) {
            sightings.add(new Sighting(read, cell, reader, versions(cell.key()).installed(cell.value())));
        } else {
            ownSightings.add(new OwnSighting(read, cell, written.operation(), written.value()));
        }
    }

    /** All operations, those that were sent first before the others. */
    List<Operation> operations() {
        return operations;
    }

    Iterable<Transaction> transactions() {
        return transactions.values();
    }

    Transaction transaction(Operation operation) {
        Transaction transaction = transactions.get(operation.transaction());
        if (transaction == null) {
            throw new IllegalArgumentException("Not of this history: " + operation);
        }
        return transaction;
    }

    /** Who wrote a value, whatever became of it. */
    @Nullable Transaction writer(long value) {
        return writers.get(value);
    }

    Versions versions(Key key) {
        return versions.computeIfAbsent(
                key,
                row -> new Versions(
                        row, logged.getOrDefault(new Key(row.table().writtenThrough(), row.id()), List.of()), writers));
    }

    /** The rows whose versions are known. */
    Iterable<Key> keys() {
        return logged.keySet();
    }

    /** What was read of values that others wrote. */
    List<Sighting> sightings() {
        return sightings;
    }

    /** What was read of values that the same transaction wrote. */
    List<OwnSighting> ownSightings() {
        return ownSightings;
    }
}

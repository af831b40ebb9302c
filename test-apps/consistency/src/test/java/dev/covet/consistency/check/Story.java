package dev.covet.consistency.check;

import dev.covet.consistency.history.Cell;
import dev.covet.consistency.history.Client;
import dev.covet.consistency.history.History;
import dev.covet.consistency.history.Isolation;
import dev.covet.consistency.history.Key;
import dev.covet.consistency.history.Kind;
import dev.covet.consistency.history.Operation;
import dev.covet.consistency.history.Outcome;
import dev.covet.consistency.history.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A history written by hand. Every row begins with the value 0. */
final class Story {
    static final Key X = new Key(Table.REG, 1);
    static final Key Y = new Key(Table.REG, 2);
    static final Client COVERED = new Client("jvm", true, 1);
    static final Client ALSO_COVERED = new Client("jvm", true, 2);
    static final Client ELSEWHERE = new Client("other", true, 3);
    static final Client BARE = new Client("bare", false, 4);

    private final List<Operation> operations = new ArrayList<>();
    private final Map<Key, List<Long>> versions = new HashMap<>();
    private long transactions = 100;

    /** These were committed, in this order. */
    Story versions(Key key, Long... committed) {
        List<Long> all = new ArrayList<>(List.of(0L));
        all.addAll(List.of(committed));
        versions.put(key, all);
        return this;
    }

    Story write(Client client, Key key, long value, long from, long to) {
        return add(
                client, ++transactions, Isolation.AUTOCOMMIT, Kind.WRITE, Outcome.OK, from, to, new Cell(key, value));
    }

    Story read(Client client, Key key, long value, long from, long to) {
        return read(client, from, to, new Cell(key, value));
    }

    Story read(Client client, long from, long to, Cell... cells) {
        return add(client, ++transactions, Isolation.AUTOCOMMIT, Kind.READ, Outcome.OK, from, to, cells);
    }

    /** Somebody else has answered. */
    Story served(Client client, Key key, long value, long from, long to) {
        operations.add(new Operation(
                client,
                client.number(),
                ++transactions,
                Kind.READ,
                Isolation.AUTOCOMMIT,
                Kind.READ + " " + List.of(key),
                from,
                to,
                Outcome.OK,
                true,
                List.of(key),
                List.of(new Cell(key, value))));
        return this;
    }

    /** A read for update, which takes one unit of time. */
    Story lock(Client client, long transaction, long at, Cell cell) {
        operations.add(new Operation(
                client,
                client.number(),
                transaction,
                Kind.READ,
                Isolation.READ_COMMITTED,
                "select for update",
                at,
                at + 1,
                Outcome.OK,
                false,
                List.of(cell.key()),
                List.of(cell)));
        return this;
    }

    Story add(
            Client client,
            long transaction,
            Isolation isolation,
            Kind kind,
            Outcome outcome,
            long from,
            long to,
            Cell... cells) {
        List<Key> keys = List.of(cells).stream().map(Cell::key).toList();
        operations.add(new Operation(
                client,
                client.number(),
                transaction,
                kind,
                isolation,
                kind + " " + keys,
                from,
                to,
                outcome,
                false,
                keys,
                List.of(cells)));
        return this;
    }

    /** The next operation of a transaction, which takes one unit of time. */
    Story step(Client client, long transaction, Isolation isolation, Kind kind, long at, Cell... cells) {
        return add(client, transaction, isolation, kind, Outcome.OK, at, at + 1, cells);
    }

    /** How many violations this check finds. */
    int found(Check check) {
        Violations violations = Violations.in(Facts.of(new History(operations, versions)), List.of(check));
        return violations.counts().getOrDefault(check.name(), 0);
    }
}

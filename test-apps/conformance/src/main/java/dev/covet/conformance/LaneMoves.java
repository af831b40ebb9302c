package dev.covet.conformance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** A part of a program in which two threads work at the same time, each with its own connection and table. */
final class LaneMoves {
    private final Draft draft;
    private final Choice choice;

    LaneMoves(Draft draft) {
        this.draft = draft;
        this.choice = draft.choice();
    }

    void move() {
        // A connection that an object returned is one of the others: two lanes would share it.
        List<Slot> connections = new ArrayList<>(draft.all(Connection.class).stream()
                .filter(slot -> !slot.isClosed() && slot.parent() == null)
                .toList());
        while (connections.size() < 2 && draft.allowsConnect()) {
            connections.add(draft.connect());
        }
        if (connections.size() < 2) {
            return;
        }
        // Whatever a connection has locked so far, the other lane must not meet.
        connections.forEach(connection -> draft.call(connection, "setAutoCommit", Value.of(true)));
        for (int lane = 1; lane <= 2; lane++) {
            draft.lane(lane);
            work(connections.get(lane - 1), "lane_" + lane);
        }
        draft.lane(0);
    }

    private void work(Slot connection, String table) {
        if (draft.dialect().has(Dialect.Trait.CONCURRENT_WRITES)) {
            write(connection, table);
        }
        int queries = choice.between(1, 3);
        for (int i = 0; i < queries; i++) {
            Slot query = draft.assign(
                    PreparedStatement.class,
                    connection,
                    "prepareStatement",
                    Value.of("select id, name, quantity from " + table + " where id > ? order by id"));
            draft.call(query, "setInt", Value.of(1), Value.of(choice.between(0, 2)));
            Slot rows = draft.assign(ResultSet.class, query, "executeQuery");
            int reads = choice.between(1, 3);
            for (int read = 0; read < reads; read++) {
                draft.call(rows, "next");
                draft.call(rows, choice.of("getString", "getObject", "getInt"), Value.of(choice.between(1, 3)));
            }
            draft.call(rows, "getStatement");
            draft.call(query, "getConnection");
            draft.call(query, "close");
        }
    }

    private void write(Slot connection, String table) {
        boolean transaction = choice.percent(50);
        if (transaction) {
            draft.call(connection, "setAutoCommit", Value.of(false));
        }
        Slot insert = draft.assign(
                PreparedStatement.class,
                connection,
                "prepareStatement",
                Value.of("insert into " + table + " (name, quantity) values (?, ?)"),
                Value.of(1));
        int rows = choice.between(1, 3);
        for (int i = 0; i < rows; i++) {
            draft.call(insert, "setString", Value.of(1), Value.of("row " + i));
            draft.call(insert, "setInt", Value.of(2), Value.of(i));
            draft.call(insert, "executeUpdate");
            draft.call(insert, "getGeneratedKeys");
        }
        if (transaction) {
            draft.call(connection, choice.of("commit", "rollback"));
            draft.call(connection, "setAutoCommit", Value.of(true));
        }
    }
}

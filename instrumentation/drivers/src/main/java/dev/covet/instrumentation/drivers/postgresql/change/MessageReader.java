package dev.covet.instrumentation.drivers.postgresql.change;

import dev.covet.optimizer.engine.change.ChangedTable;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/**
 * Reads the messages of pgoutput, version 1 of its protocol, for the tables that a transaction has written. Rows are
 * skipped. What it gives is valid until the next message.
 */
final class MessageReader {
    private static final int END_OF_COMMIT = 1 + Long.BYTES;

    private final ObjIntConsumer<ChangedTable> described;
    private final Set<Integer> written = new HashSet<>();
    private boolean inside;
    private boolean anything;
    private int transaction;
    private long end;

    /** Tells of each table that the server describes. */
    MessageReader(ObjIntConsumer<ChangedTable> described) {
        this.described = described;
    }

    /** Whether this message ended a transaction. */
    boolean read(ByteBuffer message) throws SQLException {
        try {
            return read(message.get(), message);
        } catch (BufferUnderflowException e) {
            throw new SQLException("A message of pgoutput is too short.", "08P01", e);
        }
    }

    private boolean read(byte kind, ByteBuffer message) throws SQLException {
        switch (kind) {
            case 'B' -> begin(message);
            case 'I', 'U', 'D' -> inside().add(message.getInt());
            case 'T' -> truncate(message);
            case 'R' -> describe(message);
            case 'C' -> {
                return commit(message);
            }
            // Where it came from, a type, a message of an application: none changes a table.
            case 'O', 'Y', 'M' -> {}
            default -> {
                inside();
                anything = true;
            }
        }
        return false;
    }

    private void begin(ByteBuffer message) throws SQLException {
        if (inside) {
            throw outOfOrder();
        }
        message.getLong();
        message.getLong();
        transaction = message.getInt();
        written.clear();
        anything = false;
        inside = true;
    }

    private void truncate(ByteBuffer message) throws SQLException {
        int tables = message.getInt();
        message.get();
        if (tables < 0 || tables > message.remaining() / Integer.BYTES) {
            throw new BufferUnderflowException();
        }
        for (int i = 0; i < tables; i++) {
            inside().add(message.getInt());
        }
    }

    private void describe(ByteBuffer message) {
        int relation = message.getInt();
        String schema = text(message);
        described.accept(new ChangedTable(schema.isEmpty() ? "pg_catalog" : schema, text(message)), relation);
    }

    private boolean commit(ByteBuffer message) throws SQLException {
        inside();
        message.position(message.position() + Math.min(END_OF_COMMIT, message.remaining()));
        end = message.getLong();
        inside = false;
        return true;
    }

    private Set<Integer> inside() throws SQLException {
        if (!inside) {
            throw outOfOrder();
        }
        return written;
    }

    private static SQLException outOfOrder() {
        return new SQLException("The messages of pgoutput are not in the order that is known.", "08P01");
    }

    private static String text(ByteBuffer message) {
        int start = message.position();
        byte last;
        do {
            last = message.get();
        } while (last != 0);
        byte[] bytes = new byte[message.position() - start - 1];
        message.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The lower half of the number of the transaction that ended. */
    int transaction() {
        return transaction;
    }

    /** The tables it has written, by the server's numbers. */
    Set<Integer> written() {
        return written;
    }

    /** Whether it had something that is not understood. */
    boolean anything() {
        return anything;
    }

    /** The place in the log behind it. */
    long end() {
        return end;
    }
}

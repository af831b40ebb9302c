package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.optimizer.engine.change.ChangedTable;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a log for the tables that each transaction has written. Rows are skipped. Whatever it does not
 * know makes the transaction one that may have changed anything.
 */
final class EventReader {
    private static final int MOST_PREPARED = 1_000;
    private static final int CHECKSUM = 4;
    private static final int STANDALONE = 1;
    private static final int LONGEST_TEXT = 1_000;

    private final Map<Long, ChangedTable> tables = new HashMap<>();
    private final Set<ChangedTable> written = new HashSet<>();
    private final Set<ChangedTable> cut = new HashSet<>();
    private final Map<String, Told> prepared = new LinkedHashMap<>();
    private LogPosition position = LogPosition.BEGIN;
    private boolean checksums;
    private boolean inside;
    private boolean alone;
    private boolean anything;
    private String gtid = "";

    /** With whether checksums end the events that come before the log has said so itself. */
    EventReader(boolean checksums) {
        this.checksums = checksums;
    }

    /**
     * Something was read to its end.
     *
     * @param position up to which nothing is left
     * @param told null if it was no transaction that has changed something
     */
    record Step(LogPosition position, @Nullable Told told) {}

    /** Null if what this event belongs to has not ended. */
    @Nullable Step read(ByteBuffer event) throws SQLException {
        try {
            event.order(ByteOrder.LITTLE_ENDIAN);
            event.getInt();
            int number = Byte.toUnsignedInt(event.get());
            event.getInt();
            int size = event.getInt();
            int end = event.getInt();
            EventKind kind = EventKind.of(number, Short.toUnsignedInt(event.getShort()));
            if (checksums && kind != EventKind.FORMAT) {
                event.limit(event.limit() - CHECKSUM);
            }
            move(kind, end, size);
            return read(kind, event);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new SQLException("An event of the server's log is too short.", "08P01", e);
        }
    }

    /** Events inside of a transaction may not say where they end. Those outside that do not are not in the log. */
    private void move(EventKind kind, int end, int size) {
        if (kind == EventKind.ROTATE) {
            return;
        }
        if (end != 0) {
            LogPosition told = position.at(end);
            position = kind == EventKind.HEARTBEAT && told.isBefore(position) ? position : told;
        } else if (inside) {
            position = position.plus(size);
        }
    }

    private @Nullable Step read(EventKind kind, ByteBuffer event) throws SQLException {
        switch (kind) {
            case TABLE -> describe(event);
            case ROWS_WRITTEN -> rows(event, false);
            case ROWS_CUT -> rows(event, true);
            case MYSQL_GTID -> startMySql(event);
            case MARIADB_GTID -> startMariaDb(event);
            case FORMAT -> checksums = event.get(event.limit() - CHECKSUM - 1) == 1;
            case ROTATE -> rotate(event);
            case UNKNOWN -> {
                anything = true;
                return endedAlone();
            }
            case COMMIT -> {
                anything |= !inside;
                return ended("");
            }
            case QUERY -> {
                return query(event);
            }
            case PREPARE -> {
                return prepare(event);
            }
            case INCIDENT -> throw new SQLException("The server says that its log lacks some changes.", "08P01");
            case UNNAMED ->
                throw new SQLException(
                        "The server's log has transactions without plain GTIDs: nobody can tell when they are seen.",
                        "08P01");
            case HEARTBEAT, IDLE -> {}
        }
        return inside ? null : new Step(position, null);
    }

    private void startMySql(ByteBuffer event) throws SQLException {
        start();
        event.get();
        event.order(ByteOrder.BIG_ENDIAN);
        UUID server = new UUID(event.getLong(), event.getLong());
        gtid = server + ":" + event.order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private void startMariaDb(ByteBuffer event) throws SQLException {
        start();
        event.getLong();
        event.getInt();
        inside = true;
        alone = (event.get() & STANDALONE) != 0;
    }

    private void start() throws SQLException {
        if (inside) {
            throw new SQLException("The server's log has a transaction within another one.", "08P01");
        }
    }

    private void rotate(ByteBuffer event) throws SQLException {
        start();
        long offset = event.getLong();
        position = LogPosition.of(text(event, event.remaining()), offset);
    }

    private void describe(ByteBuffer event) {
        inside = true;
        long number = number(event);
        event.getShort();
        String schema = name(event);
        tables.put(number, new ChangedTable(schema, name(event)));
    }

    private void rows(ByteBuffer event, boolean cutting) {
        inside = true;
        ChangedTable table = tables.get(number(event));
        if (table == null) {
            anything = true;
            return;
        }
        written.add(table);
        if (cutting) {
            cut.add(table);
        }
    }

    private static long number(ByteBuffer event) {
        return Integer.toUnsignedLong(event.getInt()) | (long) Short.toUnsignedInt(event.getShort()) << 32;
    }

    private static String name(ByteBuffer event) {
        String name = text(event, Byte.toUnsignedInt(event.get()));
        event.get();
        return name;
    }

    private static String text(ByteBuffer event, int length) {
        byte[] bytes = new byte[length];
        event.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private @Nullable Step query(ByteBuffer event) {
        event.getLong();
        int schema = Byte.toUnsignedInt(event.get());
        event.getShort();
        int variables = Short.toUnsignedInt(event.getShort());
        event.position(event.position() + variables + schema + 1);
        String sql = text(event, Math.min(event.remaining(), LONGEST_TEXT));
        switch (LoggedText.of(sql)) {
            case BEGIN -> {
                inside = true;
                return null;
            }
            case COMMIT -> {
                anything |= !inside;
                return ended("");
            }
            case XA_COMMIT -> {
                return committed(sql.strip().toLowerCase(Locale.ROOT).substring("xa commit ".length()));
            }
            case XA_ROLLBACK ->
                prepared.remove(sql.strip().toLowerCase(Locale.ROOT).substring("xa rollback ".length()));
            case IDLE -> {}
            case OTHER -> anything = true;
        }
        return endedAlone();
    }

    /** Keeps what it has written until it is committed, which may be never. */
    private Step prepare(ByteBuffer event) {
        boolean onePhase = event.get() != 0;
        if (onePhase) {
            return ended("");
        }
        int format = event.getInt();
        int first = event.getInt();
        int second = event.getInt();
        String xid = xid(event, first, second, format);
        prepared.put(xid, told(xid));
        if (prepared.size() > MOST_PREPARED) {
            // Of those that are forgotten, commits count as changing anything.
            Iterator<String> oldest = prepared.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        clear();
        return new Step(position, null);
    }

    /** As it stands behind {@code XA COMMIT} in the log, in lower case. */
    static String xid(ByteBuffer data, int first, int second, int format) {
        return quoted(data, first) + "," + quoted(data, second) + "," + format;
    }

    private static String quoted(ByteBuffer event, int length) {
        byte[] bytes = new byte[length];
        event.get(bytes);
        return "x'" + HexFormat.of().formatHex(bytes) + "'";
    }

    private Step committed(String xid) {
        Told known = prepared.remove(xid);
        if (known == null) {
            anything = true;
        } else {
            written.addAll(known.written());
            cut.addAll(known.cut());
            anything |= known.anything();
        }
        return ended(xid);
    }

    /** After an event that may be a transaction of its own. */
    private @Nullable Step endedAlone() {
        return inside && !alone ? null : ended("");
    }

    private Step ended(String xid) {
        Told told = told(xid);
        clear();
        return new Step(position, told.nothing() ? null : told);
    }

    private Told told(String xid) {
        return new Told(new TransactionName(position, gtid, xid), written, cut, anything);
    }

    private void clear() {
        tables.clear();
        written.clear();
        cut.clear();
        inside = false;
        alone = false;
        anything = false;
        gtid = "";
    }
}

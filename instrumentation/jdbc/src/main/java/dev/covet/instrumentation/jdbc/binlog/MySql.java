package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.optimizer.engine.change.FeedRefusedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** MySQL. A transaction is in {@code gtid_executed} after others see it, and in the log before. */
final class MySql extends Server {
    private static final int NEW_WORDS = 802;
    private static final int GTID_COMMAND = 0x1e;
    private static final int THROUGH_GTID = 4;
    private static final int BEGIN_OF_FILE = 4;

    private final String status;

    MySql(Connection asking, int version, History history) {
        super(asking, history);
        this.status = version < NEW_WORDS ? "show master status" : "show binary log status";
    }

    /** Older ones read the first of each two variables, newer ones the second. */
    @Override
    String introduction() {
        return "set @master_binlog_checksum = @@global.binlog_checksum, @source_binlog_checksum = @@global.binlog_checksum,"
                + " @master_heartbeat_period = " + heartbeat() + ", @source_heartbeat_period = " + heartbeat()
                + ", @slave_uuid = uuid(), @replica_uuid = uuid()";
    }

    /** From after all that are seen: of the rest some may be in the log already. */
    @Override
    byte[] command() throws FeedRefusedException, SQLException {
        try (Statement statement = asking.createStatement();
                ResultSet row = statement.executeQuery("select @@global.gtid_executed")) {
            row.next();
            GtidSet executed = GtidSet.of(text(row, 1));
            Requirements.tagged(executed.tagged());
            byte[] seen = executed.encoded();
            return bytes(23 + seen.length)
                    .put((byte) GTID_COMMAND)
                    .putShort((short) THROUGH_GTID)
                    .putInt(number())
                    .putInt(0)
                    .putLong(BEGIN_OF_FILE)
                    .putInt(seen.length)
                    .put(seen)
                    .array();
        }
    }

    /** A transaction that was committed by name has a GTID of its own, so names do not matter. */
    @Override
    BinlogMoment ask(boolean prepared) throws SQLException {
        try (Statement statement = asking.createStatement();
                ResultSet row = statement.executeQuery(status)) {
            if (!row.next()) {
                throw new SQLException("The server writes no log any more.", "08006");
            }
            LogPosition end = LogPosition.of(text(row, 1), row.getLong(2));
            return new BinlogMoment(end, GtidSet.of(text(row, 5)), Set.of(), history);
        }
    }

    /** What is in the log and not seen yet has a GTID that its session owns until then. */
    @Override
    Settling settling() throws SQLException {
        Set<String> before = owned();
        return () -> {
            before.retainAll(before.isEmpty() ? before : owned());
            return before.isEmpty();
        };
    }

    private Set<String> owned() throws SQLException {
        try (Statement statement = asking.createStatement();
                ResultSet row = statement.executeQuery("select @@global.gtid_owned")) {
            row.next();
            return owned(text(row, 1));
        }
    }

    /** Of a text such as {@code uuid:5#17:6#18, uuid:3#19} each with its uuid. */
    static Set<String> owned(String text) {
        Set<String> owned = new TreeSet<>();
        for (String ofOne : text.split(",", -1)) {
            List<String> parts = List.of(ofOne.strip().split(":", -1));
            parts.subList(1, parts.size()).forEach(part -> owned.add(parts.get(0) + ':' + part));
        }
        return owned;
    }

    @Override
    String logStatus() {
        return status;
    }
}

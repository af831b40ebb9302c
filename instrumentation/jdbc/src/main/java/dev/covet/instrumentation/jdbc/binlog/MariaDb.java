package dev.covet.instrumentation.jdbc.binlog;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;

/**
 * MariaDB. The status variables are read under the lock under which commits become seen in the order of the log, and name
 * the last of them. A session with an open consistent snapshot that asks at the same time may have its own, older ones
 * shown to us: they go back then, and are asked for again.
 */
final class MariaDb extends Server {
    private static final String POSITION = "show status like 'binlog_snapshot_%'";

    MariaDb(Connection asking, History history) {
        super(asking, history);
    }

    /** It sends GTIDs to who knows them, and checksums to who does not mind. */
    @Override
    String introduction() {
        return "set @master_binlog_checksum = @@global.binlog_checksum, @mariadb_slave_capability = 4,"
                + " @master_heartbeat_period = " + heartbeat();
    }

    @Override
    byte[] command() throws SQLException {
        Map<String, String> now = Settings.pairs(asking, POSITION);
        byte[] name = file(now).getBytes(StandardCharsets.UTF_8);
        long offset = offset(now);
        if (offset >>> Integer.SIZE != 0) {
            throw new SQLException(
                    "The file of the server's log is beyond 4 GB: followed from the next file on.", "08006");
        }
        return bytes(11 + name.length)
                .put((byte) 0x12)
                .putInt((int) offset)
                .putShort((short) 0)
                .putInt(number())
                .put(name)
                .array();
    }

    @Override
    BinlogMoment ask(boolean prepared) throws SQLException {
        // What was committed by name is seen once the name is gone, so that is asked first.
        Set<String> names = prepared ? prepared() : Set.of();
        Map<String, String> now = Settings.pairs(asking, POSITION);
        return new BinlogMoment(LogPosition.of(file(now), offset(now)), null, names, history);
    }

    private static String file(Map<String, String> now) {
        return now.getOrDefault("binlog_snapshot_file", "");
    }

    private static long offset(Map<String, String> now) throws SQLException {
        try {
            return Long.parseLong(now.getOrDefault("binlog_snapshot_position", ""));
        } catch (NumberFormatException e) {
            throw new SQLException("The server does not say where the last commit is in its log.", "08P01", e);
        }
    }

    @Override
    Settling settling() throws SQLException {
        try (Statement statement = asking.createStatement();
                ResultSet row = statement.executeQuery(logStatus())) {
            if (!row.next()) {
                throw new SQLException("The server writes no log any more.", "08006");
            }
            LogPosition end = LogPosition.of(text(row, 1), row.getLong(2));
            return () -> !ask(false).logged().isBefore(end);
        }
    }

    @Override
    String logStatus() {
        return "show master status";
    }
}

package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.optimizer.engine.change.FeedRefusedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** MySQL. A transaction is in {@code gtid_executed} after others see it, and in the log before. */
final class MySql extends Server {
    private static final int NEW_WORDS = 802;
    private static final int GTID_COMMAND = 0x1e;
    private static final int THROUGH_GTID = 4;
    private static final int BEGIN_OF_FILE = 4;

    private final String status;

    MySql(Connection asking, Settings settings) {
        super(asking, settings);
        this.status = settings.version() < NEW_WORDS ? "show master status" : "show binary log status";
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
            return new BinlogMoment(end, GtidSet.of(text(row, 5)), Set.of(), origin);
        }
    }

    @Override
    String logStatus() {
        return status;
    }
}

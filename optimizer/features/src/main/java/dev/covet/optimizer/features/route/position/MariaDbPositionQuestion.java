package dev.covet.optimizer.features.route.position;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Of MariaDB. A transaction is in the position of the log before anybody sees it on the primary, and in the replica's after
 * anybody sees it there.
 */
final class MariaDbPositionQuestion implements PositionQuestion {
    private static final String SQL = """
            select @@global.read_only, @@global.log_bin, @@global.log_slave_updates, @@global.gtid_binlog_pos,
              @@global.gtid_slave_pos,
              concat_ws('', @@global.replicate_do_db, @@global.replicate_ignore_db, @@global.replicate_do_table,
                @@global.replicate_ignore_table, @@global.replicate_wild_do_table, @@global.replicate_wild_ignore_table,
                nullif(@@global.replicate_events_marked_for_skip, 'REPLICATE')),
              @@session.sql_log_bin""";

    private final LogRules rules = LogRules.ofMariaDb();

    @Override
    public Report ask(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet row = statement.executeQuery()) {
            row.next();
            GtidPosition replayed = position(row, 5);
            if (BinlogPositionQuestion.isOn(row, 1)) {
                return report(true, replayed, ofReplica(connection, row, replayed));
            }
            GtidPosition position = position(row, 4).and(replayed);
            return report(false, position, ofPrimary(connection, row, position, !replayed.isEmpty()));
        }
    }

    private static GtidPosition position(ResultSet row, int column) throws SQLException {
        String written = row.getString(column);
        return GtidPosition.of(written == null ? "" : written);
    }

    private static Report report(boolean replica, GtidPosition position, Hindrance own) {
        return new Report(replica, "MariaDB", "", position, position, true, false, own);
    }

    private Hindrance ofReplica(Connection connection, ResultSet row, GtidPosition position) throws SQLException {
        if (!row.getString(6).isEmpty()) {
            return LogRules.filtered("replicate_…", row.getString(6));
        }
        Hindrance found = rules.ofReplica(connection);
        return found.equals(Hindrance.NONE) && position.isEmpty()
                ? Hindrance.passing("it has replayed nothing yet")
                : found;
    }

    private Hindrance ofPrimary(Connection connection, ResultSet row, GtidPosition position, boolean replayed)
            throws SQLException {
        if (!BinlogPositionQuestion.isOn(row, 2)) {
            return LogRules.noLog();
        }
        if (!BinlogPositionQuestion.isOn(row, 7)) {
            return LogRules.notLogged();
        }
        boolean logsAll = BinlogPositionQuestion.isOn(row, 3) || !replayed;
        Hindrance found = rules.ofPrimary(connection, logsAll);
        return found.equals(Hindrance.NONE) && position.isEmpty()
                ? Hindrance.passing("the primary has logged nothing yet")
                : found;
    }

    @Override
    public boolean wantsAnother() {
        return rules.wantsAnother();
    }
}

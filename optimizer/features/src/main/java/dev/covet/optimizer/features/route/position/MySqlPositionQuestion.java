package dev.covet.optimizer.features.route.position;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Of MySQL 8 and later. On the primary others see a transaction before it is counted as executed; until then it belongs to the
 * session that commits it. What belongs to a session is asked for first, so that nothing moves from one to the other unseen.
 */
final class MySqlPositionQuestion implements PositionQuestion {
    private static final String BEING_COMMITTED = "select @@global.gtid_owned";

    private static final String SQL =
            "select @@global.read_only, @@global.log_bin, @@global.gtid_mode, @@global.gtid_executed, @@session.sql_log_bin";

    private final LogRules rules = LogRules.ofMySql();

    @Override
    public Report ask(Connection connection) throws SQLException {
        String beingCommitted;
        try (PreparedStatement statement = connection.prepareStatement(BEING_COMMITTED);
                ResultSet row = statement.executeQuery()) {
            row.next();
            beingCommitted = text(row, 1);
        }
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet row = statement.executeQuery()) {
            row.next();
            boolean replica = BinlogPositionQuestion.isOn(row, 1);
            GtidSetPosition position =
                    replica ? GtidSetPosition.of(text(row, 4)) : GtidSetPosition.of(beingCommitted, text(row, 4));
            return new Report(
                    replica,
                    "MySQL",
                    "",
                    position,
                    position,
                    true,
                    false,
                    own(connection, row, replica, position.isEmpty()));
        }
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    private Hindrance own(Connection connection, ResultSet row, boolean replica, boolean empty) throws SQLException {
        if (!replica && !BinlogPositionQuestion.isOn(row, 2)) {
            return LogRules.noLog();
        }
        if (!replica && !BinlogPositionQuestion.isOn(row, 5)) {
            return LogRules.notLogged();
        }
        String mode = text(row, 3);
        if (!mode.equals("ON")) {
            return Hindrance.incomplete(
                    "transactions have no numbers (gtid_mode is " + mode + ")",
                    "Set gtid_mode = ON and enforce_gtid_consistency = ON, on the primary and on its replicas.");
        }
        Hindrance found = replica ? rules.ofReplica(connection) : rules.ofPrimary(connection, true);
        return found.equals(Hindrance.NONE) && empty
                ? Hindrance.passing(replica ? "it has replayed nothing yet" : "the primary has logged nothing yet")
                : found;
    }

    @Override
    public boolean wantsAnother() {
        return rules.wantsAnother();
    }
}

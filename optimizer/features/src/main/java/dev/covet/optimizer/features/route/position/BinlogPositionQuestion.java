package dev.covet.optimizer.features.route.position;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Of MySQL or MariaDB, whichever answers. */
final class BinlogPositionQuestion implements PositionQuestion {
    private @Nullable PositionQuestion kind;

    @Override
    public Report ask(Connection connection) throws SQLException {
        PositionQuestion known = kind;
        if (known == null) {
            known = isMariaDb(connection) ? new MariaDbPositionQuestion() : new MySqlPositionQuestion();
            kind = known;
        }
        return known.ask(connection);
    }

    private static boolean isMariaDb(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version()")) {
            row.next();
            return row.getString(1).toLowerCase(Locale.ROOT).contains("mariadb");
        }
    }

    @Override
    public boolean wantsAnother() {
        PositionQuestion known = kind;
        return known != null && known.wantsAnother();
    }

    /** A variable that is on or off, or more than off. */
    static boolean isOn(ResultSet row, int column) throws SQLException {
        String value = String.valueOf(row.getString(column));
        return !value.equals("0") && !value.equalsIgnoreCase("off");
    }
}

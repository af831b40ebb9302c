package dev.covet.conformance;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Prepared branches that no transaction manager will come back for. They hold locks. */
final class UndecidedTransactions {
    /** A server may still be busy with the end of the connection that prepared the branch. */
    private static final int ATTEMPTS = 500;

    private UndecidedTransactions() {}

    static void rollBack(Connection cleaner) throws SQLException {
        String product = cleaner.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        try (Statement statement = cleaner.createStatement()) {
            for (int i = 0; i < ATTEMPTS && !none(statement, product); i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        }
    }

    private static boolean none(Statement statement, String product) throws SQLException {
        return switch (product) {
            case "postgresql" ->
                all(
                        statement,
                        "select 'rollback prepared ''' || gid || '''' from pg_prepared_xacts"
                                + " where database = current_database()",
                        1,
                        "");
            case "mariadb", "mysql" -> all(statement, "xa recover format='SQL'", 4, "xa rollback ");
            case "h2" ->
                all(
                        statement,
                        "select 'rollback transaction \"' || transaction_name || '\"' from information_schema.in_doubt"
                                + " where transaction_state = 'IN_DOUBT'",
                        1,
                        "");
            default -> true;
        };
    }

    private static boolean all(Statement statement, String query, int column, String verb) throws SQLException {
        List<String> rollbacks = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                rollbacks.add(verb + rows.getString(column));
            }
        }
        boolean done = true;
        for (String rollback : rollbacks) {
            try {
                statement.execute(rollback);
            } catch (SQLException e) {
                done = false;
            }
        }
        return done;
    }
}

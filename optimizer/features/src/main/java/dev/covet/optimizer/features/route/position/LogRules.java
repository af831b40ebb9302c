package dev.covet.optimizer.features.route.position;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/**
 * Whether everything that is changed on the primary reaches the replica: a filter leaves out changes and counts their
 * transactions all the same. Looked at now and then, as only administrators change it, and not without stopping the replica.
 */
final class LogRules {
    private static final int LOOKS_LAST = 200;
    private static final int DENIED = 1227;
    private static final int SYNTAX = 1064;

    private final List<String> log;
    private final List<String> replication;
    private final String grant;
    private int asked;
    private boolean ofReplica;
    private boolean denied;
    private Hindrance found = Hindrance.NONE;

    /** What shows the log, and how it is replicated: later versions first. */
    private LogRules(List<String> log, List<String> replication, String grant) {
        this.log = log;
        this.replication = replication;
        this.grant = grant;
    }

    static LogRules ofMariaDb() {
        return new LogRules(
                List.of("show master status"), List.of("show all slaves status"), "BINLOG MONITOR, REPLICA MONITOR");
    }

    static LogRules ofMySql() {
        return new LogRules(
                List.of("show binary log status", "show master status"),
                List.of("show replica status", "show slave status"),
                "REPLICATION CLIENT");
    }

    static Hindrance noLog() {
        return Hindrance.incomplete(
                "the primary keeps no binary log (log_bin is OFF), from which replicas could learn of changes",
                "Start the primary with log_bin.");
    }

    static Hindrance notLogged() {
        return Hindrance.incomplete(
                "replicas are not told of what the application writes (its connections begin with sql_log_bin = 0)",
                "Take sql_log_bin out of the options of the application's URL.");
    }

    static Hindrance filtered(String option, String value) {
        return Hindrance.incomplete(
                "changes are left out (" + option.toLowerCase(Locale.ROOT) + " has " + value + ")",
                "Take that filter off, or take the replica out of covet.route.replicas.");
    }

    Hindrance ofReplica(Connection connection) throws SQLException {
        return isToLook(true) ? look(connection, false) : found;
    }

    /**
     * Of a primary.
     *
     * @param logsAll whether it logs also what it repeats itself
     */
    Hindrance ofPrimary(Connection connection, boolean logsAll) throws SQLException {
        return isToLook(false) ? look(connection, !logsAll) : found;
    }

    /** Rights that are given meanwhile belong to new connections. */
    boolean wantsAnother() {
        return denied && asked >= LOOKS_LAST;
    }

    private boolean isToLook(boolean replica) {
        boolean due = asked % LOOKS_LAST == 0 || replica != ofReplica;
        asked++;
        ofReplica = replica;
        return due;
    }

    private Hindrance look(Connection connection, boolean alsoRepeats) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            found = ofReplica ? ofReplication(statement) : ofLog(statement, alsoRepeats);
        } catch (SQLException unable) {
            if (unable.getErrorCode() != DENIED) {
                throw unable;
            }
            denied = true;
            found = Hindrance.unseen(
                    (ofReplica ? "it does not tell" : "the primary does not tell")
                            + " the application's user whether changes are left out",
                    "GRANT " + grant + " ON *.* TO the application's user.");
        }
        return found;
    }

    private Hindrance ofLog(Statement statement, boolean alsoRepeats) throws SQLException {
        try (ResultSet rows = shown(statement, log)) {
            if (!rows.next()) {
                return noLog();
            }
            Hindrance filter = filter(rows, "binlog_");
            if (!filter.equals(Hindrance.NONE) || !alsoRepeats) {
                return filter;
            }
        }
        try (ResultSet rows = shown(statement, replication)) {
            return rows.next()
                    ? Hindrance.incomplete(
                            "the primary is a replica of another server whose changes it does not log (log_slave_updates"
                                    + " is OFF)",
                            "Start the primary with log_slave_updates.")
                    : Hindrance.NONE;
        }
    }

    private Hindrance ofReplication(Statement statement) throws SQLException {
        try (ResultSet rows = shown(statement, replication)) {
            boolean any = false;
            while (rows.next()) {
                any = true;
                Hindrance filter = filter(rows, "replicate_");
                if (!filter.equals(Hindrance.NONE)) {
                    return filter;
                }
            }
            return any ? Hindrance.NONE : Hindrance.alone("it is no replica of any server");
        }
    }

    private static Hindrance filter(ResultSet row, String options) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i);
            String value = row.getString(i);
            if (name.toLowerCase(Locale.ROOT).startsWith(options) && value != null && !value.isBlank()) {
                return filtered(name, value);
            }
        }
        return Hindrance.NONE;
    }

    private static ResultSet shown(Statement statement, List<String> ways) throws SQLException {
        for (String way : ways.subList(0, ways.size() - 1)) {
            try {
                return statement.executeQuery(way);
            } catch (SQLException unknown) {
                if (unknown.getErrorCode() != SYNTAX) {
                    throw unknown;
                }
            }
        }
        return statement.executeQuery(ways.get(ways.size() - 1));
    }
}

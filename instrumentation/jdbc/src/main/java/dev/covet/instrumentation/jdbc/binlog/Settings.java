package dev.covet.instrumentation.jdbc.binlog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a server says of itself, by names in lower case. Those that it does not have are empty. */
final class Settings {
    private static final String VARIABLES =
            "show global variables where variable_name in ('version', 'log_bin', 'binlog_format',"
                    + " 'gtid_mode', 'enforce_gtid_consistency', 'log_slave_updates', 'log_replica_updates', 'wsrep_on',"
                    + " 'binlog_optimize_thread_scheduling', 'binlog_transaction_compression', 'binlog_checksum', 'binlog_storage_engine',"
                    + " 'server_id', 'server_uuid', 'server_uid', 'hostname', 'port', 'datadir')";
    private static final String STATUS = "show global status where variable_name in ('Com_reset', 'Slaves_running')";
    private static final String USER = "select current_user()";

    private final Map<String, String> values;

    Settings(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    static Settings ask(Connection asking) throws SQLException {
        Map<String, String> values = pairs(asking, VARIABLES);
        values.putAll(pairs(asking, STATUS));
        values.put("user", value(asking, USER));
        return new Settings(values);
    }

    /** Another one each time somebody makes the log begin anew, or begins or ends to replicate. */
    static String unrest(Connection asking) throws SQLException {
        return pairs(asking, STATUS).toString();
    }

    /** What {@link #unrest} was. */
    String unrest() {
        Map<String, String> unrest = new TreeMap<>(values);
        unrest.keySet().retainAll(java.util.Set.of("com_reset", "slaves_running"));
        return unrest.toString();
    }

    /**
     * The second in which the server was started, by its own clock, and that in which its counts began anew, among them those of
     * {@link #unrest}; empty if it does not say.
     */
    static String started(Connection asking, boolean mariaDb) throws SQLException {
        String schema = mariaDb ? "information_schema" : "performance_schema";
        // All are of the statement's begin, so no second passes between them.
        return value(
                asking,
                "select group_concat(unix_timestamp() - cast(variable_value as signed) order by upper(variable_name)) from "
                        + schema
                        + ".global_status where upper(variable_name) in ('UPTIME', 'UPTIME_SINCE_FLUSH_STATUS')");
    }

    /** The database and who asks there. */
    static String place(Connection asking) throws SQLException {
        return value(asking, "select concat_ws(' ', database(), current_user(), current_role())");
    }

    private static String value(Connection asking, String question) throws SQLException {
        try (Statement statement = asking.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? text(row, 1) : "";
        }
    }

    static Map<String, String> pairs(Connection asking, String question) throws SQLException {
        Map<String, String> pairs = new TreeMap<>();
        try (Statement statement = asking.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                pairs.put(text(rows, 1).toLowerCase(Locale.ROOT), text(rows, 2));
            }
        }
        return pairs;
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    String of(String name) {
        return values.getOrDefault(name, "");
    }

    boolean isOn(String name) {
        return of(name).equalsIgnoreCase("ON") || of(name).equals("1");
    }

    boolean isMariaDb() {
        return of("version").toLowerCase(Locale.ROOT).contains("mariadb");
    }

    /** As in 1104 for 11.4; 0 if it is not known. */
    int version() {
        String[] parts = of("version").split("[^0-9]+", -1);
        try {
            return Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1]);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return 0;
        }
    }

    /** The server, as both connections have to say. */
    String server() {
        return String.join(
                "/", of("server_uuid"), of("server_uid"), of("server_id"), of("hostname"), of("port"), of("datadir"));
    }

    /** The user as in a GRANT. */
    String grantee() {
        String user = of("user");
        int at = user.lastIndexOf('@');
        return at < 0 ? "'" + user + "'" : "'" + user.substring(0, at) + "'@'" + user.substring(at + 1) + "'";
    }
}

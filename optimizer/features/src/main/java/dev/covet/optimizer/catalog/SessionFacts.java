package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * What a session is to the database, as far as it decides what a query answers.
 *
 * @param server the running server it is connected to: another one after a restart
 * @param settings users and settings, in one text
 * @param rights of all roles, as {@link Definitions.Print#rights} has them
 * @param isolation the level of transactions that say nothing else, in lower case with blanks
 * @param refusal why answers of this session are its own, as a sentence without its full stop; empty if they are not
 */
public record SessionFacts(String server, String settings, String rights, String isolation, String refusal) {
    private static final String POSTGRES = """
            select pg_catalog.concat_ws(pg_catalog.chr(31),
                (pg_catalog.date_part('epoch', pg_catalog.pg_postmaster_start_time()) * 1000000)::pg_catalog.int8,
                pg_catalog.inet_server_port(), pg_catalog.current_database()),
              pg_catalog.concat_ws(pg_catalog.chr(31), session_user, current_user,
                pg_catalog.current_schemas(true)::pg_catalog.text, {settings}),
              pg_catalog.current_setting('default_transaction_isolation'),
              case when pg_catalog.pg_is_in_recovery() then 'the server is a standby'
                when pg_catalog.pg_my_temp_schema() <> 0 then 'the session has temporary tables' else '' end,
              pg_catalog.pg_backend_pid(),
              {rights}
            """.replace("{settings}", listed())
            .replace("{rights}", PostgresRights.print("(" + PostgresRights.ROWS + ")"));

    /** What stands in a comment is read by MariaDB alone, or by MySQL alone. */
    private static final String MYSQL = """
            select concat_ws(char(31), @@hostname, @@port, @@server_id, ifnull(database(), '') /*!80000 , @@server_uuid */),
              concat_ws(char(31), current_user(), ifnull(current_role(), ''), @@time_zone,
                @@sql_mode, @@character_set_client, ifnull(@@character_set_results, ''), @@character_set_connection,
                @@collation_connection, @@group_concat_max_len, @@lc_time_names, @@div_precision_increment,
                @@sql_auto_is_null, @@sql_select_limit, @@max_allowed_packet, @@default_week_format, @@max_sort_length,
                @@sql_big_selects, @@max_join_size
                /*M! , @@old_mode, @@system_versioning_asof, @@old, @@max_recursive_iterations */
                /*!80011 , @@windowing_use_high_precision, @@default_collation_for_utf8mb4, @@cte_max_recursion_depth */),
              lower(replace(/*M! @@tx_isolation */ /*!80000 @@transaction_isolation */, '-', ' ')),
              /*M! (select case when variable_value > 0 then 'the session may have temporary tables' else '' end
                from information_schema.session_status where variable_name = 'Com_create_temporary_table') */
              /*!80000 null */,
              connection_id(), ''
            """;

    /** MySQL tells this by no query, and counts lasting tables, too. */
    private static final String TABLES_MADE = "show session status like 'Com_create_table'";

    private static String listed() {
        String[] names = {
            "search_path",
            "TimeZone",
            "DateStyle",
            "IntervalStyle",
            "timezone_abbreviations",
            "bytea_output",
            "extra_float_digits",
            "client_encoding",
            "lc_monetary",
            "lc_numeric",
            "lc_time",
            "xmlbinary",
            "xmloption",
            "row_security",
            "array_nulls",
            "quote_all_identifiers",
            "default_text_search_config",
            "standard_conforming_strings",
            "backslash_quote",
            "transform_null_equals",
            "gin_fuzzy_search_limit"
        };
        StringBuilder list = new StringBuilder();
        for (String name : names) {
            list.append(list.isEmpty() ? "" : ", ")
                    .append("pg_catalog.current_setting('")
                    .append(name)
                    .append("', true)");
        }
        return list.toString();
    }

    /**
     * Asks on this connection, inside its transaction if it has one. One round trip, two on MySQL.
     *
     * @param connection the driver's own
     * @param transaction whether one is open, which an error must not end
     * @param process that the driver was told it has reached; 0 if it was not
     */
    public static SessionFacts ask(Connection connection, Dialect dialect, boolean transaction, long process)
            throws SQLException {
        boolean postgres = dialect == Dialect.POSTGRESQL;
        boolean guarded = postgres && transaction;
        String sql = postgres ? POSTGRES : MYSQL;
        SessionFacts told;
        boolean tablesTold;
        try (PreparedStatement statement =
                Bound.on(connection.prepareStatement(guarded ? Savepoint.around(sql) : sql))) {
            statement.execute();
            for (int i = 0; guarded && i < Savepoint.RESULT; i++) {
                statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                if (!row.next()) {
                    throw new SQLException("no row about the session");
                }
                // Another one may answer the next statement, with other settings.
                boolean pooled = process != 0 && process != row.getLong(5);
                String refusal = pooled ? "a pooler stands between the driver and the server" : text(row, 4);
                told = new SessionFacts(text(row, 1), text(row, 2), text(row, 6), text(row, 3), refusal);
                tablesTold = pooled || row.getString(4) != null;
            }
        } catch (SQLException unable) {
            if (guarded) {
                Savepoint.heal(connection);
            }
            throw unable;
        }
        return tablesTold || hasMadeNone(connection) ? told : told.refused("the session may have temporary tables");
    }

    private static boolean hasMadeNone(Connection connection) throws SQLException {
        try (Statement statement = Bound.on(connection.createStatement());
                ResultSet made = statement.executeQuery(TABLES_MADE)) {
            return made.next() && text(made, 2).equals("0");
        }
    }

    private SessionFacts refused(String why) {
        return new SessionFacts(server, settings, rights, isolation, why);
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    /** The same whatever the rights of roles are. */
    public SessionFacts withoutRights() {
        return new SessionFacts(server, settings, "", isolation, refusal);
    }
}

package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a session is to the database, as far as it decides what a query answers.
 *
 * @param server the running server it is connected to: another one after a restart
 * @param settings users and settings, in one text
 * @param rights of all roles, as {@link Definitions.Print#rights} has them
 * @param isolation the level of transactions that say nothing else, in lower case with blanks
 * @param refusal why answers of this session are its own, as a sentence without its full stop; empty if they are not
 * @param mirrored settings that another session can be given; of MySQL and MariaDB they are part of the others. Of PostgreSQL
 *     none unless they were asked for
 */
public record SessionFacts(
        String server, String settings, String rights, String isolation, String refusal, MirroredSettings mirrored) {
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
              {rights},
              {mirrored}
            """.replace("{settings}", listed())
            .replace("{rights}", PostgresRights.print("(" + PostgresRights.ROWS + ")"));

    /** What stands in a comment is read by MariaDB alone, or by MySQL alone. */
    private static final String MYSQL = """
            select concat_ws(char(31), @@hostname, @@port, @@server_id, ifnull(database(), '') /*!80000 , @@server_uuid */),
              concat_ws(char(31), current_user(), ifnull(current_role(), ''), @@character_set_client,
                ifnull(@@character_set_results, ''), @@character_set_connection, @@sql_auto_is_null, @@sql_select_limit,
                @@max_allowed_packet
                /*M! , @@old_mode, @@system_versioning_asof, @@old, @@max_recursive_iterations */
                /*!80011 , @@windowing_use_high_precision, @@default_collation_for_utf8mb4, @@cte_max_recursion_depth */),
              lower(replace(/*M! @@tx_isolation */ /*!80000 @@transaction_isolation */, '-', ' ')),
              /*M! (select case when variable_value > 0 then 'the session may have temporary tables' else '' end
                from information_schema.session_status where variable_name = 'Com_create_temporary_table') */
              /*!80000 null */,
              connection_id(), '',
              concat_ws(char(31), concat('time_zone=', @@time_zone), concat('sql_mode=', @@sql_mode),
                concat('collation_connection=', @@collation_connection),
                concat('group_concat_max_len=', @@group_concat_max_len), concat('lc_time_names=', @@lc_time_names),
                concat('div_precision_increment=', @@div_precision_increment),
                concat('default_week_format=', @@default_week_format), concat('max_sort_length=', @@max_sort_length),
                concat('sql_big_selects=', @@sql_big_selects), concat('max_join_size=', @@max_join_size)
                /*M! , concat('max_statement_time=', @@max_statement_time) */
                /*!80000 , concat('max_execution_time=', @@max_execution_time) */)
            """;

    /** Of PostgreSQL, what another session is given if this one has it. */
    private static final List<String> MIRRORED = List.of(
            "role",
            "search_path",
            "timezone",
            "datestyle",
            "intervalstyle",
            "bytea_output",
            "extra_float_digits",
            "lc_monetary",
            "lc_numeric",
            "lc_time",
            "xmlbinary",
            "xmloption",
            "row_security",
            "array_nulls",
            "default_text_search_config",
            "transform_null_equals",
            "gin_fuzzy_search_limit",
            "statement_timeout",
            "lock_timeout",
            "client_min_messages");

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
        return ask(connection, dialect, transaction, process, List.of());
    }

    /**
     * The same with the settings that another session can be given.
     *
     * @param custom names of PostgreSQL's settings that are to be told, too; with nothing but letters, digits and points
     */
    public static SessionFacts askAll(
            Connection connection, Dialect dialect, boolean transaction, long process, Collection<String> custom)
            throws SQLException {
        Collection<String> names = new TreeSet<>(MIRRORED);
        names.addAll(custom);
        return ask(connection, dialect, transaction, process, names);
    }

    private static SessionFacts ask(
            Connection connection, Dialect dialect, boolean transaction, long process, Collection<String> names)
            throws SQLException {
        boolean postgres = dialect == Dialect.POSTGRESQL;
        boolean guarded = postgres && transaction;
        String sql = postgres ? postgres(names) : MYSQL;
        SessionFacts told;
        boolean tablesTold;
        try (PreparedStatement statement =
                Bound.on(connection.prepareStatement(guarded ? Savepoint.around(sql) : sql))) {
            statement.execute();
            for (int i = 0; guarded && i < Savepoint.RESULT; i++) {
                statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                told = of(row, dialect, process);
                tablesTold = !told.refusal.isEmpty() || row.getString(4) != null;
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

    /** The question to PostgreSQL. */
    static String postgres(Collection<String> names) {
        StringBuilder pairs = new StringBuilder();
        for (String name : names) {
            pairs.append(pairs.isEmpty() ? "pg_catalog.concat_ws(pg_catalog.chr(31), " : ", ")
                    .append("pg_catalog.concat('")
                    .append(name)
                    .append("=', coalesce(pg_catalog.current_setting('")
                    .append(name)
                    .append("', true), pg_catalog.chr(30)))");
        }
        return POSTGRES.replace("{mirrored}", pairs.isEmpty() ? "''" : pairs + ")");
    }

    /** By the row that the question is answered with. */
    static SessionFacts of(ResultSet row, Dialect dialect, long process) throws SQLException {
        if (!row.next()) {
            throw new SQLException("no row about the session");
        }
        // Another one may answer the next statement, with other settings.
        boolean pooled = process != 0 && process != row.getLong(5);
        String refusal = pooled ? "a pooler stands between the driver and the server" : text(row, 4);
        MirroredSettings mirrored = new MirroredSettings(text(row, 7));
        if (mirrored.areUnreadable()) {
            refusal = "a setting has a control character";
        }
        String settings = dialect == Dialect.MYSQL ? text(row, 2) + '\u001f' + mirrored.text() : text(row, 2);
        return new SessionFacts(text(row, 1), settings, text(row, 6), text(row, 3), refusal, mirrored);
    }

    /** Whether all of these names were asked for. */
    public boolean know(Collection<String> names) {
        return mirrored.know(names);
    }

    /** Of MySQL and MariaDB, what another session cannot be given. */
    String unmirrored() {
        return settings.substring(0, settings.length() - mirrored.text().length());
    }

    SessionFacts with(String otherSettings, MirroredSettings others) {
        return new SessionFacts(server, otherSettings, rights, isolation, refusal, others);
    }

    private SessionFacts refused(String why) {
        return new SessionFacts(server, settings, rights, isolation, why, mirrored);
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    /** The same whatever the rights of roles are. */
    public SessionFacts withoutRights() {
        return new SessionFacts(server, settings, "", isolation, refusal, mirrored);
    }
}

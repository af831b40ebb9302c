package dev.covet.optimizer.catalog;

import java.util.Set;

/** Names of PostgreSQL that its catalog does not tell about. */
final class PostgresNames {
    /** Words of the grammar before a parenthesis; those that the catalog knows as functions are judged by it as well. */
    private static final Set<String> CONSTRUCTS = set("""
            by cast coalesce columns cross cube current_date current_time current_timestamp escape extract
            filter first full greatest grouping ilike inner is join key least left like localtime localtimestamp
            materialized natural next normalize nullif only operator over overlay partition position range
            recursive repeatable right rollup rows sets similar substring treat trim within xmlconcat xmlelement xmlexists
            xmlforest xmlparse xmlpi xmlroot xmlserialize
            """);

    /** Stable for the server, yet they answer by the moment rather than by the snapshot, or run a text as a query. */
    private static final Set<String> MOMENTS =
            Set.of("statement_timestamp", "current_query", "pg_is_in_recovery", "pg_is_wal_replay_paused");

    private static final String[] MOMENT_PREFIXES = {
        "pg_stat",
        "pg_last_",
        "pg_current_",
        "pg_prepared_",
        "pg_cursor",
        "pg_lock",
        "pg_sequence",
        "pg_get_wal",
        "pg_get_replication",
        "pg_listening",
        "pg_replication",
        "txid_",
        "pg_xact_",
        "pg_blocking",
        "pg_safe_snapshot",
        "cursor_to_xml",
        "query_to_xml",
        "table_to_xml",
        "schema_to_xml",
        "database_to_xml"
    };

    /** Operators that a query uses without writing them. */
    private static final Set<String> IMPLIED = set("""
            = <> < > <= >= ~~ !~~ ~~* !~~* ~ !~
            """);

    private PostgresNames() {}

    private static Set<String> set(String words) {
        return Set.of(words.strip().split("\\s+", -1));
    }

    static boolean isConstruct(String name) {
        return CONSTRUCTS.contains(name);
    }

    static boolean isMoment(String name) {
        if (MOMENTS.contains(name)) {
            return true;
        }
        for (String prefix : MOMENT_PREFIXES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    static boolean isImpliedOperator(String name) {
        return IMPLIED.contains(name);
    }

    /**
     * Whether it is PostgreSQL itself: others that speak its protocol run a query in other ways.
     *
     * @param version the number of the version, a blank, and what the server says of itself
     */
    static boolean isPostgres(String version) {
        int blank = version.indexOf(' ');
        boolean recent = blank >= 6 && version.compareTo("100000") >= 0;
        return recent
                && version.startsWith("PostgreSQL ", blank + 1)
                && !version.contains("-YB-")
                && !version.contains("Greenplum")
                && !version.contains("openGauss");
    }
}

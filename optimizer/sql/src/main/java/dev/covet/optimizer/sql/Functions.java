package dev.covet.optimizer.sql;

import java.util.Arrays;

/** Functions that do more than compute, by their names. What an application defines itself is not known here. */
final class Functions {
    private static final String[][] SESSION = byFirstLetter(
            "pg_advisory_",
            "pg_try_advisory_",
            "pg_export_snapshot",
            "set_config",
            "setseed",
            "get_lock",
            "release_lock",
            "release_all_locks",
            "sp_getapplock",
            "load_extension");

    /** Those of the session's own state are here too: another server, or an answer kept from before, would be wrong. */
    private static final String[][] WRITING = byFirstLetter(
            "nextval",
            "setval",
            "currval",
            "abort_session",
            "cancel_session",
            "asynchronous_connection_failover_",
            "group_replication_",
            "service_",
            "cursor_to_",
            "loread",
            "lowrite",
            "openquery",
            "openrowset",
            "pg_start_",
            "pg_stop_",
            "pg_stat_statements_reset",
            "lastval",
            "last_insert_id",
            "last_insert_rowid",
            "found_rows",
            "row_count",
            "changes",
            "total_changes",
            "scope_identity",
            "txid_current",
            "pg_current_xact_id",
            "pg_notify",
            "pg_terminate_",
            "pg_cancel_",
            "pg_create_",
            "pg_drop_",
            "pg_logical_",
            "pg_replication_",
            "pg_reload_",
            "pg_switch_",
            "pg_file_",
            "pg_rotate_",
            "pg_promote",
            "pg_stat_reset",
            "pg_backup_",
            "pg_wal_replay_",
            "lo_",
            "query_to_",
            "dblink",
            "link_schema",
            "xp_",
            "sys_exec",
            "sys_eval",
            "dbms_",
            "master_pos_wait",
            "writefile",
            "file_write",
            "csvwrite");

    private Functions() {}

    private static String[][] byFirstLetter(String... names) {
        String[][] table = new String[27][];
        Arrays.fill(table, new String[0]);
        for (String name : names) {
            int letter = Characters.code(name.charAt(0));
            table[letter] = Arrays.copyOf(table[letter], table[letter].length + 1);
            table[letter][table[letter].length - 1] = name;
        }
        return table;
    }

    static boolean changesSession(String sql, int start, int end) {
        return startsWith(SESSION, sql, start, end) && !isTransactionLock(sql, start, end);
    }

    static boolean writes(String sql, int start, int end) {
        return startsWith(WRITING, sql, start, end) || isTransactionLock(sql, start, end);
    }

    private static boolean isTransactionLock(String sql, int start, int end) {
        return matches("pg_advisory_xact_", sql, start, end) || matches("pg_try_advisory_xact_", sql, start, end);
    }

    private static boolean startsWith(String[][] names, String sql, int start, int end) {
        int letter = start < end ? Characters.code(sql.charAt(start)) : 0;
        if (letter == 0 || letter >= names.length) {
            return false;
        }
        for (String name : names[letter]) {
            if (matches(name, sql, start, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String prefix, String sql, int start, int end) {
        return end - start >= prefix.length() && sql.regionMatches(true, start, prefix, 0, prefix.length());
    }
}

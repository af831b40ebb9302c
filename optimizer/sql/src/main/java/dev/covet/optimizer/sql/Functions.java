package dev.covet.optimizer.sql;

/** Functions that do more than compute, by their names. What an application defines itself is not known here. */
final class Functions {
    private static final String[] SESSION = {
        "pg_advisory_",
        "pg_try_advisory_",
        "set_config",
        "setseed",
        "get_lock",
        "release_lock",
        "release_all_locks",
        "sp_getapplock",
        "load_extension"
    };
    private static final String[] WRITING = {
        "nextval",
        "setval",
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
        "lo_",
        "dblink",
        "xp_",
        "sys_exec",
        "sys_eval",
        "dbms_",
        "master_pos_wait",
        "writefile",
        "file_write",
        "csvwrite"
    };

    private Functions() {}

    static boolean changesSession(String sql, int start, int end) {
        return startsWith(SESSION, sql, start, end) && !isTransactionLock(sql, start, end);
    }

    static boolean writes(String sql, int start, int end) {
        return startsWith(WRITING, sql, start, end) || isTransactionLock(sql, start, end);
    }

    private static boolean isTransactionLock(String sql, int start, int end) {
        return matches("pg_advisory_xact_", sql, start, end) || matches("pg_try_advisory_xact_", sql, start, end);
    }

    private static boolean startsWith(String[] names, String sql, int start, int end) {
        for (String name : names) {
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

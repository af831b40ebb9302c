package dev.covet.instrumentation.jdbc.binlog;

/** Kinds of events in the log, by the numbers that they have there. From 160 on they are MariaDB's. */
enum EventKind {
    QUERY,
    ROTATE,
    FORMAT,
    TABLE,
    ROWS_WRITTEN,
    ROWS_CUT,
    COMMIT,
    PREPARE,
    MYSQL_GTID,
    MARIADB_GTID,
    /** A transaction without a name, where each should have one. */
    UNNAMED,
    HEARTBEAT,
    /** The server says that some are missing. */
    INCIDENT,
    /** Changes no table: settings of the next statement, its text, lists of transactions. */
    IDLE,
    UNKNOWN;

    private static final int IGNORABLE = 0x80;

    static EventKind of(int number, int flags) {
        return switch (number) {
            case 2 -> QUERY;
            case 4 -> ROTATE;
            case 15 -> FORMAT;
            case 16 -> COMMIT;
            case 19 -> TABLE;
            case 20, 23, 30, 166, 169 -> ROWS_WRITTEN;
            case 21, 22, 24, 25, 31, 32, 39, 167, 168, 170, 171 -> ROWS_CUT;
            case 26 -> INCIDENT;
            case 27, 41 -> HEARTBEAT;
            case 33 -> MYSQL_GTID;
            case 34, 42 -> UNNAMED;
            case 38 -> PREPARE;
            case 162 -> MARIADB_GTID;
            case 3, 5, 13, 14, 28, 29, 35, 36, 160, 161, 163, 164 -> IDLE;
            default -> (flags & IGNORABLE) == 0 ? UNKNOWN : IDLE;
        };
    }
}

package dev.covet.conformance;

import java.util.regex.Pattern;

/** Takes out of texts what differs between two runs without meaning. Only texts for people go through it, no data. */
final class Normal {
    /** {@code Object.toString}, for example {@code org.postgresql.jdbc.PgConnection@1b2c3d}. */
    private static final Pattern IDENTITY = Pattern.compile("(?<=[A-Za-z;])@[0-9a-f]{1,8}\\b");

    /** H2 numbers its objects across the JVM and its large objects across the database, for example {@code stat12}. */
    private static final Pattern H2_NUMBER = Pattern.compile(
            "\\b(conn|stat|prep|call|rs|dbMeta|rsMeta|pMeta|clob|nclob|blob|ar|sp|sqlxml|table: -2 id: )\\d+\\b");

    /** MariaDB Connector/J begins its messages with a number of the server; another stands in one of the server's. */
    private static final Pattern MARIADB_NUMBER = Pattern.compile("(\\(conn=|statement handler \\()\\d+\\)");

    /** PostgreSQL says where the row lies that another transaction has locked. */
    private static final Pattern POSTGRES_ROW = Pattern.compile("(while \\w+ tuple )\\(\\d+,\\d+\\)");

    private Normal() {}

    static String of(String text) {
        String anonymous = IDENTITY.matcher(text).replaceAll("@#");
        String unnumbered = H2_NUMBER.matcher(anonymous).replaceAll("$1#");
        String unlocated = POSTGRES_ROW.matcher(unnumbered).replaceAll("$1(#)");
        return MARIADB_NUMBER.matcher(unlocated).replaceAll("$1#)");
    }
}

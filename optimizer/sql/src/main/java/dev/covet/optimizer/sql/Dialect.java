package dev.covet.optimizer.sql;

import java.util.Locale;

/** The family of databases whose lexical rules a text follows. */
public enum Dialect {
    POSTGRESQL,
    /** MySQL and MariaDB. */
    MYSQL,
    H2,
    SQLITE,
    OTHER;

    /** By the word after {@code jdbc:}; {@code OTHER} when it is not known. */
    public static Dialect ofUrl(String jdbcUrl) {
        if (!jdbcUrl.regionMatches(true, 0, "jdbc:", 0, 5)) {
            return OTHER;
        }
        int end = 5;
        while (end < jdbcUrl.length() && Character.isLetterOrDigit(jdbcUrl.charAt(end))) {
            end++;
        }
        return switch (jdbcUrl.substring(5, end).toLowerCase(Locale.ROOT)) {
            case "postgresql", "pgsql", "cockroachdb", "redshift", "yugabytedb" -> POSTGRESQL;
            case "mysql", "mariadb", "tidb" -> MYSQL;
            case "h2" -> H2;
            case "sqlite" -> SQLITE;
            default -> OTHER;
        };
    }
}

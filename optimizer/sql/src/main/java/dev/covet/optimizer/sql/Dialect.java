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

    /** By the word after {@code jdbc:}, or after that of a known wrapper; {@code OTHER} when it is not known. */
    public static Dialect ofUrl(String jdbcUrl) {
        if (!jdbcUrl.regionMatches(true, 0, "jdbc:", 0, 5)) {
            return OTHER;
        }
        int start = 5;
        while (true) {
            int end = start;
            while (end < jdbcUrl.length() && isPart(jdbcUrl.charAt(end))) {
                end++;
            }
            String word = jdbcUrl.substring(start, end).toLowerCase(Locale.ROOT);
            if (!isWrapper(word) || end == jdbcUrl.length()) {
                return ofWord(word);
            }
            start = end + 1;
        }
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '-';
    }

    /** Drivers in front of another driver. */
    private static boolean isWrapper(String word) {
        return switch (word) {
            case "covet", "p6spy", "tc", "otel", "log4jdbc", "aws-wrapper" -> true;
            default -> false;
        };
    }

    private static Dialect ofWord(String word) {
        return switch (word) {
            case "postgresql", "pgsql", "cockroachdb", "redshift", "yugabytedb", "opengauss" -> POSTGRESQL;
            case "mysql", "mariadb", "tidb", "singlestore", "mysqlx" -> MYSQL;
            case "h2" -> H2;
            case "sqlite" -> SQLITE;
            default -> OTHER;
        };
    }
}

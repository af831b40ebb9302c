package dev.covet.plain.database;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** Everything that differs between the databases. */
public enum Dialect {
    H2("jdbc:h2:", "bigint generated always as identity primary key", "clob", "blob", "", 500),
    /** MariaDB through its own driver. */
    MARIADB("jdbc:mariadb:", "bigint auto_increment primary key", "mediumtext", "mediumblob", Dialect.UTF8, 500),
    /** MySQL or MariaDB through MySQL Connector/J, which streams only for this odd fetch size. */
    MYSQL(
            "jdbc:mysql:",
            "bigint auto_increment primary key",
            "mediumtext",
            "mediumblob",
            Dialect.UTF8,
            Integer.MIN_VALUE),
    POSTGRESQL("jdbc:postgresql:", "bigint generated always as identity primary key", "text", "bytea", "", 500),
    SQLITE("jdbc:sqlite:", "integer primary key autoincrement", "text", "blob", "", 500);

    private static final String UTF8 = " default charset = utf8mb4";
    private static final int SQLITE_CONSTRAINT = 19;

    private final String urlPrefix;
    private final String identity;
    private final String longText;
    private final String longBytes;
    private final String tableOptions;
    private final int fetchSize;

    Dialect(String urlPrefix, String identity, String longText, String longBytes, String tableOptions, int fetchSize) {
        this.urlPrefix = urlPrefix;
        this.identity = identity;
        this.longText = longText;
        this.longBytes = longBytes;
        this.tableOptions = tableOptions;
        this.fetchSize = fetchSize;
    }

    static Optional<Dialect> ofUrl(String url) {
        return Arrays.stream(values())
                .filter(dialect -> url.startsWith(dialect.urlPrefix))
                .findFirst();
    }

    static String urlPrefixes() {
        return Arrays.stream(values()).map(dialect -> dialect.urlPrefix).collect(Collectors.joining(", "));
    }

    /** The fetch size with which the driver reads a large result piece by piece. It needs a transaction. */
    public int fetchSize() {
        return fetchSize;
    }

    /** True when a row is refused because it is there already, or because of another constraint. */
    public boolean isConstraintViolation(SQLException failure) {
        String state = failure.getSQLState();
        return this == SQLITE
                ? (failure.getErrorCode() & 0xff) == SQLITE_CONSTRAINT
                : state != null && state.startsWith("23");
    }

    Properties connectionProperties() {
        Properties properties = new Properties();
        if (this == SQLITE) {
            properties.setProperty("foreign_keys", "true");
        }
        return properties;
    }

    /** The databases that do not index foreign keys by themselves. */
    boolean needsForeignKeyIndexes() {
        return this != MARIADB && this != MYSQL;
    }

    /** Replaces the names in capitals that the tables are written with. */
    String translate(String createTable) {
        return createTable
                        .replace("IDENTITY", identity)
                        .replace("LONG_TEXT", longText)
                        .replace("LONG_BYTES", longBytes)
                + tableOptions;
    }
}

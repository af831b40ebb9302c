package dev.covet.conformance;

import dev.covet.fixtures.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** A database of its own for one worker, with the driver that programs use and a connection that cleans up. */
final class Target implements AutoCloseable {
    /** What stands in a program that may take a generated key. */
    private static final List<String> NUMBERS = List.of("insert", "merge", "add_lane");

    /** Keys of updated rows come in the order in which the rows lie. */
    private static final String KEYS = "getgeneratedkeys";

    private final Dialect dialect;
    private final TestDatabase database;
    private final String url;
    private final Connection cleaner;
    private String baseline = "";
    private boolean clean;

    Target(Dialect dialect, TestDatabase database, String url) throws SQLException {
        this.dialect = dialect;
        this.database = database;
        this.url = url;
        this.cleaner = connect();
        execute(dialect.patience());
        execute(dialect.setup());
    }

    Dialect dialect() {
        return dialect;
    }

    /** A physical connection, fresh from the driver. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, properties());
    }

    /** Where the driver connects to. */
    String url() {
        return url;
    }

    /** What the driver is given with the address. */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        return properties;
    }

    /** A data source of the driver. */
    Object source(Sources.Kind kind) {
        return Sources.make(dialect.name(), kind, url, database.user(), database.password());
    }

    /** Rolls back the transactions that were prepared and left to whoever comes. */
    void decide() throws SQLException {
        UndecidedTransactions.rollBack(cleaner);
    }

    /** Makes the database as it was before the first program, as far as this program can tell. */
    void reset(Program program) throws SQLException {
        boolean ordered = dialect.has(Dialect.Trait.KEEPS_ORDER) || !program.mentions(KEYS);
        if (!clean || !ordered) {
            execute(dialect.reset());
            if (baseline.isEmpty()) {
                baseline = contents(CommonSql.TABLES);
            }
        }
        if (NUMBERS.stream().anyMatch(program::mentions)) {
            execute(dialect.numbering());
        }
        clean = false;
    }

    private void execute(List<String> script) throws SQLException {
        try (Statement statement = cleaner.createStatement()) {
            for (String sql : script) {
                statement.execute(sql);
            }
        }
    }

    /** What a program has left in the database. */
    String remains(Program program) throws SQLException {
        String rows = contents(CommonSql.TABLES);
        boolean defines = program.mentions("extra_");
        clean = rows.equals(baseline) && !defines;
        return defines ? rows + contents(CommonSql.EXTRA_TABLES) : rows;
    }

    private String contents(List<String> tables) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Statement statement = cleaner.createStatement()) {
            for (String table : tables) {
                text.append(table).append(": ").append(rows(statement, table)).append("; ");
            }
        }
        return text.toString();
    }

    private static String rows(Statement statement, String table) {
        try (ResultSet rows = statement.executeQuery("select * from " + table + " order by 1")) {
            return Rendering.table(rows);
        } catch (SQLException | IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() throws SQLException {
        cleaner.close();
        database.close();
    }
}

package dev.covet.benchmarks;

import dev.covet.fixtures.scripted.Rows;
import dev.covet.fixtures.scripted.ScriptedDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One statement on a driver that answers at once, so that what remains is what stands before the driver. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StatementBenchmark {
    private static final String QUERY = "select id, name, price from product where id = ?";
    private static final String TEXT = "select id, name, price from product where id = 42";
    private static final String UPDATE = "update product set price = ? where id = ?";

    private ScriptedDatabase database;
    private Connection connection;
    private PreparedStatement query;
    private PreparedStatement update;
    private Statement statement;
    private long next;

    @Setup
    public void open() throws SQLException {
        database = ScriptedDatabase.open("benchmark");
        Rows row = Rows.columns("id", "name", "price").row(42L, "lamp", 7L);
        database.on(QUERY).rows(row);
        database.on(TEXT).rows(row);
        database.on(UPDATE).updateCount(1);
        database.recordCalls(false);
        connection = Connections.open(database);
        query = connection.prepareStatement(QUERY);
        update = connection.prepareStatement(UPDATE);
        statement = connection.createStatement();
    }

    @TearDown
    public void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Benchmark
    public String preparedQuery() throws SQLException {
        query.setLong(1, next++);
        try (ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getString(2) : "";
        }
    }

    @Benchmark
    public int preparedUpdate() throws SQLException {
        update.setLong(1, 7);
        update.setLong(2, next++);
        return update.executeUpdate();
    }

    @Benchmark
    public String prepareQueryAndClose() throws SQLException {
        try (PreparedStatement fresh = connection.prepareStatement(QUERY)) {
            fresh.setLong(1, next++);
            try (ResultSet rows = fresh.executeQuery()) {
                return rows.next() ? rows.getString(2) : "";
            }
        }
    }

    @Benchmark
    public String plainText() throws SQLException {
        try (ResultSet rows = statement.executeQuery(TEXT)) {
            return rows.next() ? rows.getString(2) : "";
        }
    }
}

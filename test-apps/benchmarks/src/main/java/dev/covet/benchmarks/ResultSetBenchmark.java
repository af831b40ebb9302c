package dev.covet.benchmarks;

import dev.covet.fixtures.scripted.Rows;
import dev.covet.fixtures.scripted.ScriptedDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A hundred columns of ten thousand rows, each read once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ResultSetBenchmark {
    static final int COLUMNS = 100;
    static final int ROWS = 10_000;
    private static final String QUERY = "select * from wide";

    private ScriptedDatabase database;
    private Connection connection;
    private PreparedStatement query;

    @Setup
    public void open() throws SQLException {
        database = ScriptedDatabase.open("benchmark");
        String[] names =
                IntStream.rangeClosed(1, COLUMNS).mapToObj(i -> "c" + i).toArray(String[]::new);
        database.on(QUERY).rows(Rows.columns(names).rowCount(ROWS));
        database.recordCalls(false);
        connection = Connections.open(database);
        query = connection.prepareStatement(QUERY);
    }

    @TearDown
    public void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Benchmark
    public long readAll() throws SQLException {
        long read = 0;
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                for (int column = 1; column <= COLUMNS; column++) {
                    read += rows.getString(column).length();
                }
            }
        }
        return read;
    }
}

package dev.covet.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Queries of which each text comes once in a transaction, on pgjdbc with a server that answers at once in the same thread:
 * there is nothing to fetch in advance, and what looking for it costs is what remains.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OnceBenchmark {
    private static final int QUERIES = 200;
    private static final String URL = "jdbc:postgresql://nowhere/benchmark?user=benchmark&binaryTransfer=false"
            + "&sslmode=disable&gssEncMode=disable&assumeMinServerVersion=9.4"
            + "&socketFactory=dev.covet.benchmarks.AnsweringSockets";

    private final String[] none = texts("rows 0");
    private final String[] one = texts("rows 1");
    private final String[] ten = texts("rows 10");
    private Connection connection;
    private Connection alone;
    private long next;

    private static String[] texts(String rows) {
        return IntStream.range(0, QUERIES)
                .mapToObj(i -> "select p.id, p.name from part_" + i + " p where p.maker_id = ? and p.kind <> '" + rows
                        + " ' order by p.id")
                .toArray(String[]::new);
    }

    @Setup
    public void open() throws SQLException {
        connection = DriverManager.getConnection(URL);
        connection.setAutoCommit(false);
        alone = DriverManager.getConnection(URL);
    }

    @TearDown
    public void close() throws SQLException {
        connection.close();
        alone.close();
    }

    @Benchmark
    @OperationsPerInvocation(QUERIES)
    public long noRows() throws SQLException {
        return asked(none);
    }

    @Benchmark
    @OperationsPerInvocation(QUERIES)
    public long oneRow() throws SQLException {
        return asked(one);
    }

    @Benchmark
    @OperationsPerInvocation(QUERIES)
    public long tenRows() throws SQLException {
        return asked(ten);
    }

    /** Outside of a transaction, so that a cache might keep the answer. */
    @Benchmark
    @OperationsPerInvocation(QUERIES)
    public long oneRowAlone() throws SQLException {
        return asked(alone, one);
    }

    private long asked(String[] texts) throws SQLException {
        long read = asked(connection, texts);
        connection.commit();
        return read;
    }

    private long asked(Connection connection, String[] texts) throws SQLException {
        long read = 0;
        for (String text : texts) {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                statement.setLong(1, next++);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        read += rows.getLong(1) + rows.getString(2).length();
                    }
                }
            }
        }
        return read;
    }
}

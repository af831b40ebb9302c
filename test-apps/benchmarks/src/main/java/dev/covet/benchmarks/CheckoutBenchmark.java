package dev.covet.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.covet.fixtures.scripted.ScriptedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Borrowing a connection and giving it back, and what it costs to know by whom, so deep in an application. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CheckoutBenchmark {
    /** Frames below the borrowing: of a plain program, and of one with a framework or two. */
    private static final int PLAIN = 5;

    private static final int FRAMEWORK = 50;

    private ScriptedDatabase database;
    private HikariDataSource pool;

    @Setup
    public void open() {
        database = ScriptedDatabase.open("checkouts");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setMaximumPoolSize(2);
        pool = new HikariDataSource(config);
    }

    @TearDown
    public void close() {
        pool.close();
        database.close();
    }

    @Benchmark
    public Object borrowed() throws SQLException {
        return below(PLAIN, 0);
    }

    @Benchmark
    public Object borrowedDeep() throws SQLException {
        return below(FRAMEWORK, 0);
    }

    /** A stack as a throwable keeps it, nothing of it made readable. */
    @Benchmark
    public Object stack() throws SQLException {
        return below(PLAIN, 1);
    }

    @Benchmark
    public Object stackDeep() throws SQLException {
        return below(FRAMEWORK, 1);
    }

    /** One frame, ten above, by the walker: as with the frames of a pool and a framework in between. */
    @Benchmark
    public Object walked() throws SQLException {
        return below(PLAIN, 2);
    }

    private Object below(int frames, int what) throws SQLException {
        if (frames > 0) {
            return below(frames - 1, what);
        }
        return switch (what) {
            case 0 -> borrow();
            case 1 -> new Stack();
            default -> StackWalker.getInstance().walk(stack -> stack.skip(10).findFirst());
        };
    }

    private Object borrow() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return connection;
        }
    }

    private static final class Stack extends Throwable {
        private static final long serialVersionUID = 1;

        Stack() {
            super(null, null, false, true);
        }
    }
}

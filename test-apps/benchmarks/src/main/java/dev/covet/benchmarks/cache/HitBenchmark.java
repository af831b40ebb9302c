package dev.covet.benchmarks.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** The same questions again and again, each with one of a few keys, once all that can be answered without the database is. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HitBenchmark {
    /** What all threads share. */
    @State(Scope.Benchmark)
    public static class Shared {
        final Contender contender = Contender.valueOf(System.getProperty("benchmark.contender"));
        final Place place = Place.ofThisJvm();
        final Application application = Application.of(contender, place, 300);
        final AtomicLong asked = new AtomicLong();

        /** How often the contender was asked. How often it asked the database is counted by who has started this JVM. */
        @TearDown
        public void close() throws IOException {
            Files.writeString(Path.of(System.getProperty("benchmark.asked")), String.valueOf(asked));
        }
    }

    /** One thread's connection. */
    @State(Scope.Thread)
    public static class Own {
        private static final long FILLING_NANOS = TimeUnit.SECONDS.toNanos(2);

        private @Nullable Asking asking;
        private @Nullable PreparedStatement kept;
        private Query query = Query.ONE;
        private long next;
        private long asked;

        @Setup
        public void open(Shared shared, BenchmarkParams parameters) throws SQLException {
            String name = parameters.getBenchmark();
            String method = name.substring(name.lastIndexOf('.') + 1);
            Asking opened = shared.application.open();
            asking = opened;
            query = switch (method) {
                case "tenRows" -> Query.TEN;
                case "thousandRows" -> Query.THOUSAND;
                case "tenThousandRows" -> Query.TEN_THOUSAND;
                default -> Query.ONE;
            };
            if (opened instanceof JdbcAsking jdbc) {
                kept = jdbc.connection().prepareStatement(jdbc.text(Query.ONE));
            }
            long end = System.nanoTime() + FILLING_NANOS;
            while (System.nanoTime() - end < 0) {
                ask();
            }
        }

        long key() {
            asked++;
            return next++ % query.keys();
        }

        long ask() throws SQLException {
            return Objects.requireNonNull(asking).ask(query, key());
        }

        @TearDown
        public void close(Shared shared) throws SQLException {
            shared.asked.addAndGet(asked);
            Objects.requireNonNull(asking).close();
        }
    }

    /** With a statement that the application keeps. Where there is none, as the next. */
    @Benchmark
    public long oneRowStatementKept(Own own) throws SQLException {
        PreparedStatement kept = own.kept;
        return kept == null ? own.ask() : JdbcAsking.read(kept, own.key());
    }

    @Benchmark
    public long oneRow(Own own) throws SQLException {
        return own.ask();
    }

    @Benchmark
    public long tenRows(Own own) throws SQLException {
        return own.ask();
    }

    @Benchmark
    public long thousandRows(Own own) throws SQLException {
        return own.ask();
    }

    @Benchmark
    public long tenThousandRows(Own own) throws SQLException {
        return own.ask();
    }
}

package dev.covet.nplus1;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.TestDatabase;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.features.prefetch.PrefetchSettings;
import dev.covet.optimizer.features.prefetch.PrefetchStage;
import dev.covet.optimizer.features.prefetch.unit.MemoryLimit;
import java.util.Random;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A pool of an application's connections as they are behind the agent: with prefetching, or only counted. */
final class Lane implements AutoCloseable {
    /** Of memory: more than any of the programs fills. */
    static final long MUCH = 64 << 20;

    private final Sent sent;
    private final HikariDataSource pool;

    private Lane(TestDatabase database, @Nullable PrefetchSettings settings) {
        this(database, settings, database.jdbcUrl(), System::nanoTime, new Sent(), new MemoryLimit(MUCH));
    }

    private Lane(
            TestDatabase database,
            @Nullable PrefetchSettings settings,
            String url,
            LongSupplier clock,
            Sent sent,
            MemoryLimit memory) {
        this.sent = sent;
        SelfProtection protection = new SelfProtection(System::nanoTime, (sentence, error) -> {
            throw new AssertionError(sentence, error);
        });
        Random random = new Random(1);
        PrefetchStage prefetching = settings == null ? null : new PrefetchStage(settings, memory, () -> random);
        JdbcBoundary boundary = Boundaries.of(sent, prefetching, clock, protection);
        HikariConfig config = new HikariConfig();
        config.setDataSource(new BareDataSource(url, database.user(), database.password(), boundary::wrap));
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        pool = new HikariDataSource(config);
    }

    /** As it is without Covet, but for the counting. */
    static Lane bare(TestDatabase database) {
        return new Lane(database, null);
    }

    static Lane prefetching(TestDatabase database) {
        return new Lane(database, PrefetchSettings.DEFAULT);
    }

    static Lane prefetching(TestDatabase database, PrefetchSettings settings, String url) {
        return new Lane(database, settings, url, System::nanoTime, new Sent(), new MemoryLimit(MUCH));
    }

    /** By its clock each statement takes a millisecond: what pays does not depend on the machine. */
    static Lane steady(TestDatabase database, PrefetchSettings settings) {
        return steady(database, settings, database.jdbcUrl(), MUCH);
    }

    /** The same with another URL, and so many bytes for all that is kept. */
    static Lane steady(TestDatabase database, PrefetchSettings settings, String url, long bytes) {
        Sent sent = new Sent();
        return new Lane(database, settings, url, sent::clock, sent, new MemoryLimit(bytes));
    }

    DataSource dataSource() {
        return pool;
    }

    Sent sent() {
        return sent;
    }

    /** Runs it as one request, and forgets what was sent before. */
    <T> T request(Work<T> work) throws Exception {
        sent.reset();
        return Boundaries.request(() -> work.run(pool));
    }

    /** What an application does in one request. */
    interface Work<T> {
        T run(DataSource source) throws Exception;
    }

    @Override
    public void close() {
        pool.close();
    }
}

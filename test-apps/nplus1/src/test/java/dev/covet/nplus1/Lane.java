package dev.covet.nplus1;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.covet.fixtures.TestDatabase;
import dev.covet.instrumentation.drivers.mariadb.MariaDbFamily;
import dev.covet.instrumentation.drivers.mysql.MysqlFamily;
import dev.covet.instrumentation.drivers.postgresql.PostgresFamily;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.prefetch.PrefetchSettings;
import dev.covet.optimizer.features.prefetch.PrefetchStage;
import dev.covet.optimizer.features.prefetch.unit.MemoryLimit;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A pool of an application's connections as they are behind the agent: with prefetching, or only counted. */
final class Lane implements AutoCloseable {
    private final Sent sent;
    private final HikariDataSource pool;

    private Lane(TestDatabase database, @Nullable PrefetchSettings settings) {
        this(database, settings, database.jdbcUrl(), System::nanoTime, new Sent());
    }

    private Lane(
            TestDatabase database, @Nullable PrefetchSettings settings, String url, LongSupplier clock, Sent sent) {
        this.sent = sent;
        SelfProtection protection = new SelfProtection(System::nanoTime, (sentence, error) -> {
            throw new AssertionError(sentence, error);
        });
        SignalBus bus = new SignalBus(1024, error -> {
            throw new AssertionError(error);
        });
        Engine engine = new Engine(new SqlTextCache(), bus, protection, clock);
        engine.parametersWanted(true);
        Map<StageOrder, Stage> stages = new EnumMap<>(StageOrder.class);
        stages.put(StageOrder.TRACE, sent);
        if (settings != null) {
            Random random = new Random(1);
            stages.put(StageOrder.PREFETCH, new PrefetchStage(settings, new MemoryLimit(64 << 20), () -> random));
        }
        engine.pipeline(Pipeline.of(stages, protection));
        JdbcBoundary boundary = new JdbcBoundary(engine, Lane::family);
        HikariConfig config = new HikariConfig();
        config.setDataSource(new PhysicalConnections(database, url, boundary));
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
        return new Lane(database, settings, url, System::nanoTime, new Sent());
    }

    /** By its clock each statement takes a millisecond: what pays does not depend on the machine. */
    static Lane steady(TestDatabase database, PrefetchSettings settings) {
        Sent sent = new Sent();
        return new Lane(database, settings, database.jdbcUrl(), sent::clock, sent);
    }

    private static WrapperFamily family(Connection made) {
        if (made instanceof PGConnection) {
            return new PostgresFamily();
        }
        return made.getClass().getName().startsWith("com.mysql.") ? new MysqlFamily() : new MariaDbFamily();
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
        UnitOfWork unit = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /", System.nanoTime());
        UnitOfWork before = UnitOfWork.enter(unit);
        try {
            return work.run(pool);
        } finally {
            UnitOfWork.enter(before);
            unit.end();
        }
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

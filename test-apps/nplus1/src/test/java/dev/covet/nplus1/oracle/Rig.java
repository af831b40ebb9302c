package dev.covet.nplus1.oracle;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.covet.fixtures.TestDatabase;
import dev.covet.instrumentation.drivers.mariadb.MariaDbFamily;
import dev.covet.instrumentation.drivers.mysql.MysqlFamily;
import dev.covet.instrumentation.drivers.postgresql.PostgresFamily;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.prefetch.PrefetchSettings;
import dev.covet.optimizer.features.prefetch.PrefetchStage;
import dev.covet.optimizer.features.prefetch.serve.Validity;
import dev.covet.optimizer.features.prefetch.unit.MemoryLimit;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** An application's pool behind the boundary, with a clock that can be put forward. */
final class Rig implements AutoCloseable {
    /** Answers are given for long, so that what ends them is something else than time. */
    static final PrefetchSettings LONG = lasting(Duration.ofSeconds(10));

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final AtomicLong ahead = new AtomicLong();
    private final Traffic traffic = new Traffic();
    private final MemoryLimit memory;
    private final Physical physical;
    private final HikariDataSource pool;

    /** With this stage of prefetching, or none. */
    Rig(TestDatabase database, String url, MemoryLimit memory, @Nullable Stage prefetch) {
        this.memory = memory;
        SelfProtection protection =
                new SelfProtection(System::nanoTime, (sentence, error) -> errors.add(sentence + ' ' + error));
        SignalBus bus = new SignalBus(1024, error -> {
            throw new AssertionError(error);
        });
        Engine engine = new Engine(new SqlTextCache(), bus, protection, () -> System.nanoTime() + ahead.get());
        engine.parametersWanted(true);
        Map<StageOrder, Stage> stages = new EnumMap<>(StageOrder.class);
        stages.put(StageOrder.TRACE, traffic);
        if (prefetch != null) {
            stages.put(StageOrder.PREFETCH, prefetch);
        }
        engine.pipeline(Pipeline.of(stages, protection));
        physical = new Physical(database, url, new JdbcBoundary(engine, Rig::family));
        HikariConfig config = new HikariConfig();
        config.setDataSource(physical);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(2_000);
        pool = new HikariDataSource(config);
    }

    static PrefetchSettings lasting(Duration time) {
        return new PrefetchSettings(PrefetchSettings.Mode.ON, false, time, time, List.of(), List.of());
    }

    static Rig bare(TestDatabase database, String url) {
        return new Rig(database, url, new MemoryLimit(), null);
    }

    static Rig prefetching(TestDatabase database, String url, PrefetchSettings settings) {
        MemoryLimit memory = new MemoryLimit(64 << 20);
        return new Rig(database, url, memory, stage(settings, memory));
    }

    /** With another stage of prefetching, or other hands on the driver's rows. */
    static Rig wrong(TestDatabase database, String url, Stage stage, UnaryOperator<DriverRows> hands) {
        Rig rig = new Rig(database, url, new MemoryLimit(64 << 20), stage);
        rig.physical.hands(hands);
        return rig;
    }

    static PrefetchStage stage(PrefetchSettings settings, MemoryLimit memory) {
        return stage(settings, memory, Validity::new);
    }

    static PrefetchStage stage(PrefetchSettings settings, MemoryLimit memory, Validity.Maker maker) {
        // No later answer is compared: it would not be served.
        Random never = new Random() {
            private static final long serialVersionUID = 1;

            @Override
            public int nextInt(int bound) {
                return bound - 1;
            }
        };
        return new PrefetchStage(settings, memory, () -> never, maker);
    }

    private static WrapperFamily family(Connection made) {
        if (made instanceof PGConnection) {
            return new PostgresFamily();
        }
        return made.getClass().getName().startsWith("com.mysql.") ? new MysqlFamily() : new MariaDbFamily();
    }

    DataSource source() {
        return pool;
    }

    Traffic traffic() {
        return traffic;
    }

    MemoryLimit memory() {
        return memory;
    }

    /** Of our own. */
    List<String> errors() {
        return errors;
    }

    /** The driver's own connections. */
    Physical physical() {
        return physical;
    }

    void putForward(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    /** This connection goes back to the pool and is used by nobody after. */
    void evict(Connection connection) {
        pool.evictConnection(connection);
    }

    void evictAll() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    /** Runs it as one request, and forgets what was sent before. */
    <T> T request(Work<T> work) throws Exception {
        traffic.reset();
        UnitOfWork unit = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /", System.nanoTime());
        UnitOfWork before = UnitOfWork.enter(unit);
        try {
            return work.run();
        } finally {
            UnitOfWork.enter(before);
            unit.end();
        }
    }

    /** What an application does in one request. */
    interface Work<T> {
        T run() throws Exception;
    }

    @Override
    public void close() {
        pool.close();
    }
}

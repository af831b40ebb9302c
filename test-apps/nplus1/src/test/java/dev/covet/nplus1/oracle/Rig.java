package dev.covet.nplus1.oracle;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.TestDatabase;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.nplus1.Boundaries;
import dev.covet.optimizer.catalog.TableCatalog;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.engine.validity.Validity;
import dev.covet.optimizer.features.prefetch.PrefetchSettings;
import dev.covet.optimizer.features.prefetch.PrefetchStage;
import dev.covet.optimizer.features.prefetch.unit.MemoryLimit;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** An application's pool behind the boundary, with a clock that can be put forward. */
final class Rig implements AutoCloseable {
    /** Answers are given for long, so that what ends them is something else than time. */
    static final PrefetchSettings LONG = lasting(Duration.ofSeconds(10));

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final AtomicLong ahead = new AtomicLong();
    private final Traffic traffic = new Traffic();
    private final MemoryLimit memory;
    private final JdbcBoundary boundary;
    private final List<Connection> made = new CopyOnWriteArrayList<>();
    private UnaryOperator<DriverRows> hands = UnaryOperator.identity();
    private final HikariDataSource pool;

    /** With this stage of prefetching, or none. */
    Rig(TestDatabase database, String url, MemoryLimit memory, @Nullable Stage prefetch) {
        this.memory = memory;
        SelfProtection protection =
                new SelfProtection(System::nanoTime, (sentence, error) -> errors.add(sentence + ' ' + error));
        boundary = Boundaries.of(traffic, prefetch, () -> System.nanoTime() + ahead.get(), protection);
        HikariConfig config = new HikariConfig();
        config.setDataSource(new BareDataSource(url, database.user(), database.password(), this::wrapped));
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
        rig.hands = hands;
        return rig;
    }

    static PrefetchStage stage(PrefetchSettings settings, MemoryLimit memory) {
        return stage(settings, memory, Validity::new, TableCatalog.OF_DATABASE);
    }

    static PrefetchStage stage(
            PrefetchSettings settings, MemoryLimit memory, Validity.Maker maker, TableCatalog tables) {
        // No later answer is compared: it would not be served.
        Random never = new Random() {
            private static final long serialVersionUID = 1;

            @Override
            public int nextInt(int bound) {
                return bound - 1;
            }
        };
        return new PrefetchStage(settings, memory, () -> never, maker, tables);
    }

    private Connection wrapped(Connection physical, String url, Properties properties) {
        made.add(physical);
        Connection wrapped = boundary.wrap(physical, url, properties);
        ConnectionSession session = ((WrappedConnection) wrapped).session();
        session.rows(hands.apply(session.rows()));
        return wrapped;
    }

    DataSource source() {
        return pool;
    }

    /** Another one of the same application, which tells the driver something else. Nothing is pooled. */
    DataSource source(TestDatabase database, String url) {
        return new BareDataSource(url, database.user(), database.password(), this::wrapped);
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
    List<Connection> made() {
        return made;
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
        return Boundaries.request(work::run);
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

package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.JdbcConnection;
import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.TestDatabase;
import dev.covet.instrumentation.drivers.mariadb.MariaDbFamily;
import dev.covet.instrumentation.drivers.mysql.MysqlFamily;
import dev.covet.instrumentation.drivers.postgresql.PostgresFamily;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.ManagedEnd;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.engine.signal.SignalSink;
import dev.covet.optimizer.features.cache.CacheSettings;
import dev.covet.optimizer.features.cache.CacheStage;
import dev.covet.optimizer.features.cache.Taking;
import dev.covet.optimizer.features.cache.TtlStage;
import dev.covet.optimizer.features.cache.WithinUnits;
import dev.covet.optimizer.features.cache.relay.RelayListener;
import dev.covet.optimizer.features.cache.shared.SharedListener;
import dev.covet.optimizer.features.cache.shared.SharedProblem;
import dev.covet.optimizer.features.cache.unit.Hold;
import dev.covet.optimizer.features.cache.unit.UnitStage;
import dev.covet.optimizer.features.cache.warm.WarmUpListener;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** An application's side of the boundary, with a cache of its own: what another JVM would have. */
final class CachedJvm implements AutoCloseable {
    private static final WrapperFamily POSTGRES = new PostgresFamily();
    private static final WrapperFamily MARIADB = new MariaDbFamily();
    private static final WrapperFamily MYSQL = new MysqlFamily();

    private final AtomicLong ahead = new AtomicLong();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> misread = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final ThreadLocal<Boolean> served = ThreadLocal.withInitial(() -> false);
    private final ThreadLocal<String> outcome = ThreadLocal.withInitial(() -> "");
    private final UnaryOperator<ChangeSource> feeds;
    private final SelfProtection protection;
    private final Engine engine;
    private final Stage stage;
    private final JdbcBoundary boundary;

    CachedJvm(CacheSettings settings) {
        this(settings, UnaryOperator.identity());
    }

    /** With something between the cache and what the databases tell of their changes. */
    CachedJvm(CacheSettings settings, UnaryOperator<ChangeSource> feeds) {
        this(settings, feeds, Hold::new);
    }

    /** With another idea of how long answers of a transaction hold, too. */
    CachedJvm(CacheSettings settings, UnaryOperator<ChangeSource> feeds, Hold.Maker holds) {
        this(settings, feeds, holds, Taking.ASKED_LATER);
    }

    /** With another idea of which answers of others may be taken, too. */
    CachedJvm(CacheSettings settings, UnaryOperator<ChangeSource> feeds, Taking taking) {
        this(settings, feeds, Hold::new, taking);
    }

    private CachedJvm(CacheSettings settings, UnaryOperator<ChangeSource> feeds, Hold.Maker holds, Taking taking) {
        this.feeds = feeds;
        SelfProtection protection =
                new SelfProtection(System::nanoTime, (sentence, error) -> errors.add(sentence + ' ' + error));
        SignalBus bus = new SignalBus(1024, error -> errors.add(error.toString()));
        Engine engine = new Engine(new SqlTextCache(), bus, protection, () -> System.nanoTime() + ahead.get());
        engine.parametersWanted(true);
        engine.changesWanted(true);
        stage = made(settings, holds, taking);
        this.protection = protection;
        this.engine = engine;
        run(Map.of());
        boundary = new JdbcBoundary(engine, CachedJvm::family);
    }

    private static WrapperFamily family(Connection made) {
        if (made instanceof PGConnection) {
            return POSTGRES;
        }
        return made instanceof JdbcConnection ? MYSQL : MARIADB;
    }

    private Stage made(CacheSettings settings, Hold.Maker holds, Taking taking) {
        return switch (settings.level()) {
            case TRANSACTION -> WithinUnits.stage(settings, holds);
            case BOUNDED, STRICT ->
                new CacheStage(settings, new Said(), new SaidOfSharing(), new SaidOfWarmUp(), taking);
            case TTL -> new TtlStage(settings, new Said());
        };
    }

    /** With these stages, too. */
    void run(Map<StageOrder, Stage> others) {
        Map<StageOrder, Stage> stages = new EnumMap<>(StageOrder.class);
        stages.put(StageOrder.TRACE, new Watching());
        stages.put(StageOrder.CACHE, stage);
        stages.putAll(others);
        engine.pipeline(Pipeline.of(stages, protection));
    }

    /** Connections to this database. */
    DataSource to(TestDatabase database) {
        return to(database.jdbcUrl(), database);
    }

    /** To this database by another address. */
    DataSource to(String url, TestDatabase database) {
        return new BareDataSource(url, database.user(), database.password(), this::wrapped);
    }

    /** A connection that somebody else has opened. */
    Connection cover(Connection made, String url, String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return wrapped(made, url, properties);
    }

    /** The JVM ends in order. Waits no longer than this. */
    void endSoon(Duration most) {
        try {
            ((CacheStage) stage).end(most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What is told of it, as its exporters would hear it. */
    void hear(SignalSink sink) {
        engine.bus().add(sink);
    }

    void putForward(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    /** A transaction manager decides. */
    ManagedEnd managedEnd() {
        return engine.managedEnd();
    }

    private Connection wrapped(Connection made, String url, Properties properties) {
        Connection wrapped = boundary.wrap(made, url, properties);
        ConnectionSession session = ((WrappedConnection) wrapped).session();
        session.changeSource(feeds.apply(session.changeSource()));
        return wrapped;
    }

    /** Whether the connection is one of its own. */
    boolean has(WrappedConnection connection) {
        return connection.session().engine() == engine;
    }

    /** Whether the last execution of this thread was answered from the cache. */
    boolean served() {
        return served.get();
    }

    /** What the cache did at the last execution of this thread. */
    String outcome() {
        return outcome.get();
    }

    /** How often the cache did what. */
    Map<String, LongAdder> outcomes() {
        return outcomes;
    }

    long hits() {
        return count("hit");
    }

    /** How often the cache did this. */
    long count(String outcome) {
        LongAdder counted = outcomes.get(outcome);
        return counted == null ? 0 : counted.sum();
    }

    /** Of our own. */
    List<String> errors() {
        return errors;
    }

    /** Comments that it did not understand. */
    List<String> misread() {
        return misread;
    }

    /** Queries whose answers it has found to be wrong. */
    List<String> violations() {
        return violations;
    }

    List<String> said() {
        return said;
    }

    /** The bytes that answers of transactions and units take at present. */
    long held() {
        return stage instanceof UnitStage unit ? unit.held() : 0;
    }

    @Override
    public void close() {
        end();
        engine.bus().close();
    }

    private void end() {
        if (stage instanceof TtlStage timed) {
            timed.close();
        } else if (stage instanceof CacheStage following) {
            following.close();
            try {
                assertThat(following.isOver(Duration.ofSeconds(10))).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Stands where tracing does. */
    private final class Watching implements Stage {
        @Override
        public String feature() {
            return "watching";
        }

        @Override
        public void exit(StatementCall call) {
            served.set(call.served());
            outcome.set(call.cached());
            outcomes.computeIfAbsent(call.cached(), any -> new LongAdder()).increment();
        }
    }

    private final class SaidOfSharing implements SharedListener {
        @Override
        public void sharedLost(SharedProblem why) {
            said.add(why.code());
        }

        @Override
        public void sharedBack() {
            said.add("shared again");
        }
    }

    private final class SaidOfWarmUp implements WarmUpListener {
        @Override
        public void trouble(String code, String sentence, String cure) {
            said.add(code + ' ' + sentence);
        }

        @Override
        public void warmed(int answers, int wanted) {
            said.add("warmed " + answers + " of " + wanted);
        }

        @Override
        public void failed(Throwable ours) {
            errors.add(ours.toString());
        }
    }

    private final class Said implements RelayListener {
        @Override
        public void following() {
            said.add("following");
        }

        @Override
        public void leading() {
            said.add("leading");
        }

        @Override
        public void handed() {
            said.add("handed");
        }

        @Override
        public void apart(String why) {
            said.add("apart: " + why);
        }

        @Override
        public void refused(FeedRefusedException why) {
            said.add(why.getMessage());
        }

        @Override
        public void misread(SqlText query, String comment) {
            misread.add(comment);
        }

        @Override
        public void violated(SqlText query) {
            violations.add(query.queryText());
        }

        @Override
        public void lost(SQLException why) {
            said.add("lost: " + why.getMessage());
        }
    }
}

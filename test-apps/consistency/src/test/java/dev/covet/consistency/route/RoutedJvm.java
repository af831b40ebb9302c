package dev.covet.consistency.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.TestDatabase;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.ServerAccess;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.route.RouteSettings;
import dev.covet.optimizer.features.route.RouteStage;
import dev.covet.optimizer.features.route.node.RouteListener;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** An application's side of the boundary, whose reads go to replicas: what another JVM would have. */
final class RoutedJvm implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 10_000;

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final ThreadLocal<String> outcome = ThreadLocal.withInitial(() -> "");
    private final ThreadLocal<String> server = ThreadLocal.withInitial(() -> "");
    private final UnaryOperator<ServerAccess> servers;
    private final Engine engine;
    private volatile boolean forgetting;
    private final RouteStage stage;
    private final JdbcBoundary boundary;

    RoutedJvm(WrapperFamily family, RouteSettings settings) {
        this(family, settings, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /**
     * With something in between.
     *
     * @param family of the driver
     * @param servers what tells of servers
     * @param stages what is told of calls
     */
    RoutedJvm(
            WrapperFamily family,
            RouteSettings settings,
            UnaryOperator<ServerAccess> servers,
            UnaryOperator<Stage> stages) {
        this.servers = servers;
        SelfProtection protection =
                new SelfProtection(System::nanoTime, (sentence, error) -> errors.add(sentence + ' ' + error));
        SignalBus bus = new SignalBus(1024, error -> errors.add(error.toString()));
        engine = new Engine(new SqlTextCache(), bus, protection, System::nanoTime);
        engine.parametersWanted(true);
        engine.serversWanted(true);
        stage = new RouteStage(settings, new Said(), ThreadLocalRandom::current);
        engine.pipeline(Pipeline.of(
                Map.of(StageOrder.TRACE, new Watching(), StageOrder.ROUTE, stages.apply(stage)), protection));
        boundary = new JdbcBoundary(engine, made -> family);
    }

    /** Connections to this database. */
    DataSource to(TestDatabase database) {
        return to(database.jdbcUrl(), database);
    }

    /** To this database by another address. */
    DataSource to(String url, TestDatabase database) {
        return new BareDataSource(url, database.user(), database.password(), this::wrapped);
    }

    private Connection wrapped(Connection made, String url, Properties properties) {
        engine.serversWanted(true);
        Connection wrapped = boundary.wrap(made, url, properties);
        ConnectionSession session = ((WrappedConnection) wrapped).session();
        session.servers(servers.apply(session.servers()));
        engine.serversWanted(!forgetting);
        return wrapped;
    }

    /** Connections are opened as before, and writes are not noted. */
    RoutedJvm forgettingWrites() {
        forgetting = true;
        return this;
    }

    /** Whether the last execution of this thread was answered by a replica. */
    boolean routed() {
        return outcome.get().equals("replica");
    }

    /** What became of the last execution of this thread. */
    String outcome() {
        return outcome.get();
    }

    /** Who has answered the last execution of this thread; empty if it was the server of the connection. */
    String server() {
        return server.get();
    }

    /** How often what became of executions. */
    Map<String, LongAdder> outcomes() {
        return outcomes;
    }

    /** Of our own. */
    List<String> errors() {
        return errors;
    }

    /** What people are told. */
    List<String> said() {
        return said;
    }

    @Override
    public void close() {
        stage.close();
        try {
            assertThat(stage.isOver(PATIENCE_MILLIS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        engine.bus().close();
    }

    /** Stands where tracing does. */
    private final class Watching implements Stage {
        @Override
        public String feature() {
            return "watching";
        }

        @Override
        public void exit(StatementCall call) {
            outcome.set(call.routed());
            String elsewhere = call.elsewhere();
            server.set(elsewhere == null ? "" : elsewhere);
            outcomes.computeIfAbsent(call.routed(), any -> new LongAdder()).increment();
        }
    }

    private final class Said implements RouteListener {
        @Override
        public void trouble(String code, String sentence, String cure) {
            said.add(code + ' ' + sentence + ' ' + cure);
        }

        @Override
        public void unfollowed(String message) {
            said.add(message);
        }

        @Override
        public void used(String address) {
            said.add("used " + address);
        }
    }
}

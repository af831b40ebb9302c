package dev.covet.exporters.otel;

import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.RequestDetails;
import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.RequestSignal;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.trace.TraceStage;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An application that is traced from JDBC to the endpoint, without an agent. */
final class Traced implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);

    final List<String> log = new CopyOnWriteArrayList<>();
    final Engine engine;
    final OtelExporter exporter;
    private final JdbcBoundary boundary;

    Traced(Map<String, String> properties, ExportSettings settings) {
        SignalBus bus = new SignalBus(8192, error -> log.add("sink: " + error));
        SelfProtection protection = new SelfProtection(System::nanoTime, (text, error) -> log.add(text + error));
        engine = new Engine(new SqlTextCache(), bus, protection, System::nanoTime);
        engine.pipeline(Pipeline.of(Map.of(StageOrder.TRACE, new TraceStage()), protection));
        engine.parametersWanted(settings.parameters());
        exporter = new OtelExporter(engine, settings, properties, log::add);
        engine.traceSource(exporter.traceSource());
        bus.add(exporter);
        boundary = new JdbcBoundary(engine, connection -> WrapperFamily.PLAIN);
    }

    static Traced to(OtlpReceiver receiver, String... properties) {
        return new Traced(over(receiver, properties), ExportSettings.DEFAULT);
    }

    static Map<String, String> over(OtlpReceiver receiver, String... properties) {
        Map<String, String> all = new HashMap<>(
                Map.of("otel.exporter.otlp.endpoint", receiver.httpEndpoint(), "otel.service.name", "test-service"));
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        return all;
    }

    Connection connect(String url) throws SQLException {
        return wrap(DriverManager.getConnection(url), url);
    }

    /** The connection as if the URL had led to it. */
    Connection wrap(Connection connection, String url) {
        return boundary.wrap(connection, url, new Properties());
    }

    /** A request during which the action is run. */
    void request(String route, Map<String, String> headers, Action action) throws SQLException {
        UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.REQUEST, route, System.nanoTime());
        work.trace(engine.traceSource().begin(UnitOfWork.Kind.REQUEST, "GET", headers::get));
        @Nullable UnitOfWork before = UnitOfWork.enter(work);
        @Nullable SQLException failure = null;
        try {
            action.run();
        } catch (SQLException thrown) {
            failure = thrown;
        } finally {
            UnitOfWork.enter(before);
        }
        int status = failure == null ? 200 : 500;
        RequestDetails details =
                new RequestDetails(route, "q=secret", "shop", 8080, "10.0.0.7", 4711, "192.0.2.1", "test");
        engine.bus()
                .post(new RequestSignal(
                        work,
                        new RequestFacts("GET", "http", route, "1.1", status, details),
                        System.nanoTime(),
                        failure));
        if (failure != null) {
            throw failure;
        }
    }

    void flush() {
        exporter.flush(SOON);
    }

    SpanCounts counts() {
        return Objects.requireNonNull(exporter.counts());
    }

    @Override
    public void close() {
        exporter.close();
        engine.bus().close();
    }

    /** What an application does. */
    interface Action {
        void run() throws SQLException;
    }
}

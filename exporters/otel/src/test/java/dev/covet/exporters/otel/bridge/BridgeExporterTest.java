package dev.covet.exporters.otel.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.exporters.otel.FixedPool;
import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.RequestDetails;
import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.SentText;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.PoolNumbers;
import dev.covet.optimizer.engine.signal.PoolSignal;
import dev.covet.optimizer.engine.signal.RequestSignal;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.engine.signal.TaskSignal;
import dev.covet.optimizer.features.trace.TraceStage;
import dev.covet.optimizer.sql.SqlTextCache;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BridgeExporterTest {
    private static final String URL = "jdbc:h2:mem:";
    private static final String POOL_COUNT = "db.client.connection.count";
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("db.response.status_code");

    private final List<String> started = new CopyOnWriteArrayList<>();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .addSpanProcessor(new Starts(started))
                    .build())
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(metrics).build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    private final List<String> errors = new ArrayList<>();
    private final SignalBus bus = new SignalBus(1024, error -> errors.add(error.toString()));
    private final SelfProtection protection =
            new SelfProtection(System::nanoTime, (text, error) -> errors.add(text + error));
    private final Engine engine = new Engine(new SqlTextCache(), bus, protection, System::nanoTime);

    /** Notes each span that starts, whether it ends or not. */
    private record Starts(List<String> names) implements SpanProcessor {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            names.add(span.getName());
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {}

        @Override
        public boolean isEndRequired() {
            return false;
        }
    }

    private Connection connect(BridgeMode mode) throws SQLException {
        engine.pipeline(Pipeline.of(Map.of(StageOrder.TRACE, new TraceStage()), protection));
        engine.traceSource(new BridgeTraceSource(sdk, mode, true));
        bus.add(new BridgeExporter(engine, sdk, mode, ExportSettings.DEFAULT));
        JdbcBoundary boundary = new JdbcBoundary(engine, connection -> WrapperFamily.PLAIN);
        return boundary.wrap(DriverManager.getConnection(URL), URL, new Properties());
    }

    private SpanData ended(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().contains(name))
                .findFirst()
                .orElseThrow();
    }

    private SpanData statementSpan() {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getAttributes().get(SYSTEM) != null)
                .findFirst()
                .orElseThrow();
    }

    private void flush() {
        assertThat(bus.flush(Duration.ofSeconds(20))).isTrue();
    }

    @AfterEach
    void nothingWentWrong() {
        bus.close();
        sdk.close();
        assertThat(errors).isEmpty();
        assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    }

    @Test
    void statement_belowSpanOfApplication_isItsChild() throws SQLException {
        try (Connection connection = connect(BridgeMode.APPLICATION_SDK);
                Statement statement = connection.createStatement()) {
            Span span = sdk.getTracer("app").spanBuilder("work").startSpan();
            try (Scope scope = span.makeCurrent()) {
                statement.executeUpdate("create table t(id int)");
                assertThat(scope).isNotNull();
            }
            span.end();
            flush();
            SpanData child = statementSpan();
            assertThat(child.getParentSpanId()).isEqualTo(span.getSpanContext().getSpanId());
            assertThat(child.getKind()).isEqualTo(SpanKind.INTERNAL);
            assertThat(child.getInstrumentationScopeInfo().getName()).isEqualTo("dev.covet");
            assertThat(child.getStartEpochNanos())
                    .isBetween(
                            ended("work").getStartEpochNanos() - 2_000_000,
                            ended("work").getEndEpochNanos());
            assertThat(metrics.collectAllMetrics())
                    .extracting(MetricData::getName)
                    .contains("db.client.operation.duration", "covet.dropped");
        }
    }

    @Test
    void statement_thatFails_hasStatus() throws SQLException {
        try (Connection connection = connect(BridgeMode.APPLICATION_SDK);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("drop table missing"))
                    .isInstanceOf(SQLException.class);
            flush();
            SpanData span = statementSpan();
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getAttributes().get(STATUS)).isEqualTo("42S02");
            assertThat(span.getEvents()).extracting(EventData::getName).containsExactly("exception");
        }
    }

    @Test
    void commit_isEventOfCurrentSpanEvenIfItEndsAtOnce() throws SQLException {
        try (Connection connection = connect(BridgeMode.OTEL_AGENT);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Span span = sdk.getTracer("app").spanBuilder("work").startSpan();
            try (Scope scope = span.makeCurrent()) {
                statement.executeUpdate("create table t(id int)");
                connection.commit();
                assertThat(scope).isNotNull();
            }
            span.end();
            assertThat(ended("work").getEvents())
                    .extracting(EventData::getName)
                    .containsExactly("covet.transaction.begin", "covet.transaction.commit");
        }
    }

    @Test
    void announcedSpan_isTheOneThatIsExported() throws SQLException {
        try (Connection connection = connect(BridgeMode.APPLICATION_SDK);
                Statement statement = connection.createStatement()) {
            List<String> announced = new ArrayList<>();
            engine.sentText(new SentText() {
                @Override
                public String prepared(ConnectionSession session, String sql) {
                    return sql;
                }

                @Override
                public String executed(StatementCall call, String sql) {
                    announced.add(engine.traceSource().announce(call));
                    return sql;
                }
            });
            statement.executeUpdate("create table t(id int)");
            flush();
            SpanData span = statementSpan();
            assertThat(announced).containsExactly("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
            assertThat(span.getName()).isEqualTo("CREATE TABLE t".toLowerCase(java.util.Locale.ROOT));
            assertThat(span.getKind()).isEqualTo(SpanKind.INTERNAL);
            assertThat(span.getEndEpochNanos()).isGreaterThanOrEqualTo(span.getStartEpochNanos());
        }
    }

    @Test
    void besideAgent_noSpansAndOnlyMetricsOfOurOwn() throws SQLException {
        try (Connection connection = connect(BridgeMode.OTEL_AGENT);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("create table t(id int)");
            assertThat(engine.traceSource().begin(UnitOfWork.Kind.REQUEST, "GET", header -> null))
                    .isNull();
            flush();
            assertThat(spans.getFinishedSpanItems()).isEmpty();
            assertThat(metrics.collectAllMetrics())
                    .extracting(MetricData::getName)
                    .allMatch(name -> name.startsWith("covet."));
        }
    }

    /** What others export is not ours to stop; we tell no numbers. */
    @Test
    void tracingOff_poolsAreNotTold() throws SQLException {
        try (Connection connection = connect(BridgeMode.APPLICATION_SDK)) {
            PoolNumbers pool = new FixedPool("orders", 3, 0, 0, 10, 0, 10);
            bus.post(new PoolSignal(pool, PoolSignal.Event.OPENED, 0));
            flush();
            Pipeline on = engine.pipeline();
            assertThat(metrics.collectAllMetrics())
                    .extracting(MetricData::getName)
                    .contains(POOL_COUNT);
            engine.pipeline(Pipeline.EMPTY);
            assertThat(metrics.collectAllMetrics())
                    .extracting(MetricData::getName)
                    .isNotEmpty()
                    .doesNotContain(POOL_COUNT, "db.client.connection.max");
            engine.pipeline(on);
            assertThat(metrics.collectAllMetrics())
                    .extracting(MetricData::getName)
                    .contains(POOL_COUNT);
            assertThat(connection.isClosed()).isFalse();
            assertThat(pool).isNotNull();
        }
    }

    @Test
    void request_withoutSpanOfApplication_getsEntrySpanAroundStatements() throws SQLException {
        try (Connection connection = connect(BridgeMode.APPLICATION_SDK);
                Statement statement = connection.createStatement()) {
            UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET", System.nanoTime());
            Map<String, String> headers =
                    Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            work.trace(engine.traceSource().begin(UnitOfWork.Kind.REQUEST, "GET", headers::get));
            UnitOfWork before = UnitOfWork.enter(work);
            statement.executeUpdate("create table t(id int)");
            UnitOfWork.enter(before);
            RequestFacts facts = new RequestFacts("GET", "http", "/pets", null, 200, RequestDetails.NONE);
            bus.post(new RequestSignal(work, facts, System.nanoTime(), null));
            flush();
            SpanData entry = ended("GET /pets");
            assertThat(entry.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(statementSpan().getParentSpanId()).isEqualTo(entry.getSpanId());
        }
    }

    private UnitOfWork task() {
        UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.TASK, "nightly", System.nanoTime());
        work.trace(engine.traceSource().begin(UnitOfWork.Kind.TASK, "nightly", header -> null));
        return work;
    }

    @Test
    void task_withoutAStatement_startsNoSpan() throws SQLException {
        try (Connection connection = connect(BridgeMode.APPLICATION_SDK)) {
            bus.post(new TaskSignal(task(), System.nanoTime(), new IllegalStateException()));
            flush();
            assertThat(connection.isClosed()).isFalse();
            assertThat(started).isEmpty();
        }
    }

    @Test
    void task_thatWaitedForAConnection_hasASpan() throws SQLException {
        try (Connection connection = connect(BridgeMode.APPLICATION_SDK)) {
            UnitOfWork work = task();
            work.waited(1_500_000_000);
            bus.post(new TaskSignal(work, System.nanoTime(), null));
            flush();
            assertThat(connection.isClosed()).isFalse();
            assertThat(ended("nightly").getKind()).isEqualTo(SpanKind.INTERNAL);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void task_withStatements_isOneSpanAboveThem(boolean endsBefore) throws SQLException {
        try (Connection connection = connect(BridgeMode.APPLICATION_SDK);
                Statement statement = connection.createStatement()) {
            UnitOfWork work = task();
            TaskSignal end = new TaskSignal(work, System.nanoTime(), null);
            if (endsBefore) {
                bus.post(end);
                flush();
            }
            UnitOfWork before = UnitOfWork.enter(work);
            statement.executeUpdate("create table t(id int)");
            statement.executeUpdate("drop table t");
            UnitOfWork.enter(before);
            if (!endsBefore) {
                bus.post(end);
            }
            flush();
            SpanData task = ended("nightly");
            assertThat(spans.getFinishedSpanItems())
                    .filteredOn(span -> span.getAttributes().get(SYSTEM) != null)
                    .hasSize(2)
                    .allMatch(span -> span.getParentSpanId().equals(task.getSpanId()));
            assertThat(started).hasSize(3);
            assertThat(task.getStartEpochNanos())
                    .isLessThanOrEqualTo(statementSpan().getStartEpochNanos());
        }
    }
}

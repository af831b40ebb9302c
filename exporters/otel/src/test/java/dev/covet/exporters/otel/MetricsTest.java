package dev.covet.exporters.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedMetric;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.signal.PoolNumbers;
import dev.covet.optimizer.engine.signal.PoolSignal;
import dev.covet.optimizer.engine.signal.RelayStandingSignal;
import dev.covet.optimizer.engine.signal.RelayedCommitsSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MetricsTest {
    private static ReceivedMetric metric(OtlpReceiver receiver, String name) {
        return receiver.awaitMetric(metric -> metric.name().equals(name), Traced.SOON);
    }

    private static double value(OtlpReceiver receiver, String name, Map<String, Object> attributes) {
        return metric(receiver, name).point(attributes).orElseThrow().value();
    }

    @Test
    void pool_isObservedAndItsTimesAreRecorded() {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver)) {
            PoolNumbers pool = new FixedPool("orders", 3, 2, 1, 10, 4, -1);
            traced.engine.bus().post(new PoolSignal(pool, PoolSignal.Event.CREATED, 30_000_000));
            traced.engine.bus().post(new PoolSignal(pool, PoolSignal.Event.WAITED, 20_000_000));
            traced.engine.bus().post(new PoolSignal(pool, PoolSignal.Event.USED, 500_000_000));
            traced.engine.bus().post(new PoolSignal(pool, PoolSignal.Event.TIMED_OUT, 0));
            traced.flush();
            Map<String, Object> name = Map.of("db.client.connection.pool.name", "orders");
            String count = "db.client.connection.count";
            assertThat(metric(receiver, count).type()).isEqualTo(ReceivedMetric.Type.UP_DOWN_COUNTER);
            assertThat(value(receiver, count, Map.of("db.client.connection.state", "idle")))
                    .isEqualTo(3);
            assertThat(value(receiver, count, Map.of("db.client.connection.state", "used")))
                    .isEqualTo(2);
            assertThat(value(receiver, "db.client.connection.pending_requests", name))
                    .isEqualTo(1);
            assertThat(value(receiver, "db.client.connection.max", name)).isEqualTo(10);
            assertThat(value(receiver, "db.client.connection.idle.min", name)).isEqualTo(4);
            assertThat(value(receiver, "db.client.connection.create_time", name))
                    .isEqualTo(0.03);
            assertThat(value(receiver, "db.client.connection.wait_time", name)).isEqualTo(0.02);
            assertThat(value(receiver, "db.client.connection.use_time", name)).isEqualTo(0.5);
            assertThat(value(receiver, "db.client.connection.timeouts", name)).isEqualTo(1);
            assertThat(receiver.metrics()).noneMatch(each -> each.name().equals("db.client.connection.idle.max"));

            traced.engine.bus().post(new PoolSignal(pool, PoolSignal.Event.CLOSED, 0));
            traced.engine.bus().flush(Traced.SOON);
            receiver.clear();
            traced.flush();
            metric(receiver, "covet.dropped");
            assertThat(receiver.metrics()).noneMatch(each -> each.name().equals(count));
            assertThat(pool).isNotNull();
        }
    }

    @Test
    void relay_isObservedByRole_andItsCommitsAreCounted() {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver)) {
            traced.engine.bus().post(new RelayStandingSignal(3, 2, 1));
            traced.engine.bus().post(new RelayStandingSignal(0, 4, 1));
            traced.engine.bus().post(new RelayedCommitsSignal(true, 5));
            traced.engine.bus().post(new RelayedCommitsSignal(false, 7));
            traced.engine.bus().post(new RelayedCommitsSignal(false, 8));
            traced.flush();

            String databases = "covet.cache.relay.databases";
            assertThat(value(receiver, databases, Map.of("covet.cache.relay.role", "leads")))
                    .isZero();
            assertThat(value(receiver, databases, Map.of("covet.cache.relay.role", "follows")))
                    .isEqualTo(4);
            assertThat(value(receiver, databases, Map.of("covet.cache.relay.role", "apart")))
                    .isEqualTo(1);
            String commits = "covet.cache.relay.commits";
            assertThat(value(receiver, commits, Map.of("covet.result", "handed on")))
                    .isEqualTo(5);
            assertThat(value(receiver, commits, Map.of("covet.result", "taken over")))
                    .isEqualTo(15);
        }
    }

    @Test
    void request_hasDurationWithRouteAndExample() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver)) {
            traced.request("/pets", Map.of(), () -> {});
            traced.flush();
            ReceivedMetric.Point point = metric(receiver, "http.server.request.duration")
                    .point(Map.of("http.route", "/pets", "http.request.method", "GET"))
                    .orElseThrow();
            assertThat(point.count()).isEqualTo(1);
            assertThat(point.bounds()).hasSize(14);
            assertThat(point.exemplarTraces())
                    .containsExactly(receiver.awaitSpans(1, Traced.SOON).get(0).traceId());
        }
    }

    /** One statement in 64 is measured, and each of them once, however its result ends. */
    @Test
    void ownTime_isAHistogramOfASample() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver);
                Connection connection = traced.connect("jdbc:h2:mem:own-time");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 64; i++) {
                statement.executeQuery("select 1").close();
                statement.executeUpdate("create table if not exists pet (id int)");
                assertThatThrownBy(() -> statement.executeUpdate("drop table missing"))
                        .isInstanceOf(SQLException.class);
                statement.execute("select 1");
            }
            assertThat(traced.engine.protection().guard("jdbc").durations().count())
                    .isEqualTo(4);
            traced.engine.protection().guard("tasks").durations().record(1_000_000);
            traced.flush();
            ReceivedMetric own = metric(receiver, "covet.interceptor.duration");
            assertThat(own.unit()).isEqualTo("s");
            ReceivedMetric.Point jdbc =
                    own.point(Map.of("covet.feature", "jdbc")).orElseThrow();
            assertThat(jdbc.count()).isEqualTo(4);
            assertThat(jdbc.value()).isBetween(4e-7, 1.0);
            assertThat(jdbc.bounds()).hasSize(12).contains(1.023e-6, 16.383e-6);
            ReceivedMetric.Point tasks =
                    own.point(Map.of("covet.feature", "tasks")).orElseThrow();
            assertThat(tasks.value()).isEqualTo(0.001);
        }
    }

    @Test
    void tracingOff_nothingIsExported_andOnAgainItGoesOn() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver, "otel.metric.export.interval", "50")) {
            PoolNumbers pool = new FixedPool("orders", 3, 2, 1, 10, 4, -1);
            Pipeline on = traced.engine.pipeline();
            traced.engine.bus().post(new PoolSignal(pool, PoolSignal.Event.USED, 500_000_000));
            traced.request("/pets", Map.of(), () -> {});
            String used = "db.client.connection.use_time";
            metric(receiver, used);
            metric(receiver, "db.client.connection.count");

            traced.engine.pipeline(Pipeline.EMPTY);
            traced.flush();
            receiver.clear();
            for (int i = 0; i < 5; i++) {
                traced.flush();
            }
            assertThat(receiver.metrics()).isEmpty();

            traced.engine.pipeline(on);
            assertThat(value(receiver, "db.client.connection.count", Map.of("db.client.connection.state", "idle")))
                    .isEqualTo(3);
            assertThat(metric(receiver, used).points())
                    .singleElement()
                    .satisfies(point -> assertThat(point.count()).isEqualTo(1));
            assertThat(pool).isNotNull();
        }
    }

    @Test
    void ownErrorsAndSpans_areCounted() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver)) {
            traced.engine.protection().guard("cache").failed(new IllegalStateException("provoked"));
            traced.request("/pets", Map.of(), () -> {});
            traced.flush();
            receiver.clear();
            traced.flush();
            assertThat(value(receiver, "covet.errors", Map.of("covet.feature", "cache")))
                    .isEqualTo(1);
            assertThat(value(receiver, "covet.spans", Map.of("covet.result", "exported")))
                    .isEqualTo(1);
            assertThat(value(receiver, "covet.dropped", Map.of())).isZero();
        }
    }
}

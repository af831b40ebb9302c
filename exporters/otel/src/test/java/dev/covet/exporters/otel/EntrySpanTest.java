package dev.covet.exporters.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedSpan;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.TaskSignal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EntrySpanTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static ReceivedSpan entry(OtlpReceiver receiver) {
        return receiver.awaitSpan(span -> span.kind() == ReceivedSpan.Kind.SERVER, Traced.SOON);
    }

    @Test
    void transaction_isEventsOfTheEntrySpan() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver);
                Connection connection = traced.connect("jdbc:h2:mem:")) {
            connection.setAutoCommit(false);
            traced.request("/pets", Map.of(), () -> {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("create table t(id int)");
                    connection.rollback(connection.setSavepoint());
                    connection.commit();
                }
            });
            traced.flush();
            assertThat(entry(receiver).events())
                    .extracting(ReceivedSpan.Event::name)
                    .containsExactly(
                            "covet.transaction.begin",
                            "covet.transaction.savepoint",
                            "covet.transaction.rollback_to_savepoint",
                            "covet.transaction.commit");
            assertThat(entry(receiver).events().get(3).attributes())
                    .containsEntry("db.system.name", "h2database")
                    .containsKey("covet.transaction.step.duration");
        }
    }

    @Test
    void transactions_beyondTheLimit_areLeftOut() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver, "otel.span.event.count.limit", "16");
                Connection connection = traced.connect("jdbc:h2:mem:")) {
            connection.setAutoCommit(false);
            traced.request("/pets", Map.of(), () -> {
                for (int i = 0; i < 100; i++) {
                    connection.commit();
                }
            });
            traced.flush();
            assertThat(entry(receiver).events()).hasSize(16);
        }
    }

    @Test
    void request_notSampledByTheCaller_hasNoSpansButMetrics() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver);
                Connection connection = traced.connect("jdbc:h2:mem:")) {
            for (int i = 0; i < 2; i++) {
                traced.request("/pets", Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-00"), () -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.executeUpdate("create table if not exists t(id int)");
                    }
                });
                traced.flush();
            }
            receiver.awaitMetric(metric -> metric.name().equals("db.client.operation.duration"), Traced.SOON);
            assertThat(receiver.spans()).isEmpty();
            assertThat(traced.counts().ended()).isZero();
        }
    }

    @Test
    void request_thatFails_hasErrorWithoutData() {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver)) {
            assertThatThrownBy(() -> traced.request("/pets", Map.of(), () -> {
                        throw new SQLException("Duplicate entry 'ann'", "23000");
                    }))
                    .hasMessageContaining("ann");
            traced.flush();
            ReceivedSpan entry = entry(receiver);
            assertThat(entry.status())
                    .isEqualTo(new ReceivedSpan.Status(ReceivedSpan.StatusCode.ERROR, "Duplicate entry '?'"));
            assertThat(entry.attributes())
                    .containsEntry("http.response.status_code", 500L)
                    .containsEntry("error.type", "java.sql.SQLException")
                    .containsEntry("url.query", "q=REDACTED");
            assertThat(entry.isRoot()).isTrue();
        }
    }

    @Test
    void task_isInternalSpanWithItsName() {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver)) {
            UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.TASK, "nightly", System.nanoTime());
            work.trace(traced.engine.traceSource().begin(UnitOfWork.Kind.TASK, "nightly", header -> null));
            work.waited(1_500_000_000);
            traced.engine.bus().post(new TaskSignal(work, System.nanoTime(), null));
            traced.flush();
            ReceivedSpan span = receiver.awaitSpans(1, Traced.SOON).get(0);
            assertThat(span.name()).isEqualTo("nightly");
            assertThat(span.kind()).isEqualTo(ReceivedSpan.Kind.INTERNAL);
            assertThat(span.attributes()).containsEntry("covet.pool.wait", 1.5);
        }
    }

    @Test
    void task_withoutAStatement_isNoSpan() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver);
                Connection connection = traced.connect("jdbc:h2:mem:")) {
            UnitOfWork idle = task(traced, "idle");
            traced.engine.bus().post(new TaskSignal(idle, System.nanoTime(), null));
            UnitOfWork busy = task(traced, "busy");
            UnitOfWork before = UnitOfWork.enter(busy);
            try (Statement statement = connection.createStatement()) {
                statement.execute("select 1");
            }
            traced.engine.bus().post(new TaskSignal(busy, System.nanoTime(), null));
            UnitOfWork early = task(traced, "early");
            traced.engine.bus().post(new TaskSignal(early, System.nanoTime(), null));
            UnitOfWork.enter(early);
            try (Statement statement = connection.createStatement()) {
                statement.execute("select 1");
            }
            UnitOfWork.enter(before);
            traced.flush();
            assertThat(receiver.awaitSpans(4, Traced.SOON))
                    .extracting(ReceivedSpan::name)
                    .containsExactlyInAnyOrder("busy", "select", "early", "select");
        }
    }

    private static UnitOfWork task(Traced traced, String name) {
        UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.TASK, name, System.nanoTime());
        work.trace(traced.engine.traceSource().begin(UnitOfWork.Kind.TASK, name, header -> null));
        return work;
    }

    @Test
    void parameters_whenAskedFor_areNumberedFromZeroAndRedacted() throws SQLException {
        ExportSettings settings = new ExportSettings(true, ExportSettings.SECRETS, false, true, 200);
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = new Traced(Traced.over(receiver), settings);
                Connection connection = traced.connect("jdbc:h2:mem:")) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("create table t(id int, card varchar(40))");
            }
            try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
                insert.setInt(1, 7);
                insert.setString(2, "4111111111111111");
                insert.executeUpdate();
                insert.addBatch();
                insert.addBatch();
                insert.executeBatch();
            }
            traced.flush();
            ReceivedSpan single =
                    receiver.awaitSpan(span -> span.attribute("db.query.parameter.0") != null, Traced.SOON);
            assertThat(single.attributes())
                    .containsEntry("db.query.parameter.0", "7")
                    .containsEntry("db.query.parameter.1", "?")
                    .containsEntry("covet.updated_rows", 1L);
            ReceivedSpan batch =
                    receiver.awaitSpan(span -> span.attribute("db.operation.batch.size") != null, Traced.SOON);
            assertThat(batch.attributes())
                    .containsEntry("db.operation.batch.size", 2L)
                    .doesNotContainKey("db.query.parameter.0");
        }
    }

    @Test
    void limits_ofTheSdk_areKept() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(
                        receiver, "otel.attribute.value.length.limit", "10", "otel.span.attribute.count.limit", "3");
                Connection connection = traced.connect("jdbc:h2:mem:");
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("create table a_table_with_a_long_name(id int)");
            traced.flush();
            ReceivedSpan span = receiver.awaitSpans(1, Traced.SOON).get(0);
            assertThat(span.attributes()).hasSize(3);
            assertThat(span.attributes().values())
                    .allMatch(value -> value.toString().length() <= 10);
        }
    }

    @Test
    void sampler_isHonoured() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced =
                        Traced.to(receiver, "otel.traces.sampler", "traceidratio", "otel.traces.sampler.arg", "0.25");
                Connection connection = traced.connect("jdbc:h2:mem:");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 1_000; i++) {
                statement.executeUpdate("create table if not exists t(id int)");
            }
            traced.flush();
            assertThat(traced.counts().ended()).isBetween(150L, 350L);
        }
    }
}

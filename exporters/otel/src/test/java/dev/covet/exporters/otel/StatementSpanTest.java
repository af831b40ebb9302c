package dev.covet.exporters.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedMetric;
import dev.covet.fixtures.otlp.ReceivedSpan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StatementSpanTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void query_inRequestWithTraceparent_isChildOfEntrySpanInThatTrace() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver);
                Connection connection = traced.connect("jdbc:h2:mem:")) {
            traced.request("/pets/{id}", Map.of("traceparent", PARENT), () -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select x from system_range(1, 3)")) {
                    while (rows.next()) {
                        assertThat(rows.getInt(1)).isPositive();
                    }
                }
            });
            traced.flush();
            ReceivedSpan entry = receiver.awaitSpan(span -> span.kind() == ReceivedSpan.Kind.SERVER, Traced.SOON);
            ReceivedSpan query = receiver.awaitSpan(span -> span.kind() == ReceivedSpan.Kind.INTERNAL, Traced.SOON);
            assertThat(entry.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(entry.parentSpanId()).isEqualTo("b7ad6b7169203331");
            assertThat(entry.name()).isEqualTo("GET /pets/{id}");
            assertThat(query.isChildOf(entry)).isTrue();
            assertThat(query.startNanos()).isBetween(entry.startNanos(), entry.endNanos());
            assertThat(query.attributes())
                    .containsEntry("db.system.name", "h2database")
                    .containsEntry("db.response.returned_rows", 3L);
            assertThat(traced.log).isEmpty();
        }
    }

    @Test
    void query_thatFails_hasStatusCodeAndException() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver);
                Connection connection = traced.connect("jdbc:h2:mem:")) {
            try (Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.executeQuery("select * from missing where name = 'secret'"))
                        .isInstanceOf(SQLException.class);
            }
            traced.flush();
            ReceivedSpan span = receiver.awaitSpans(1, Traced.SOON).get(0);
            assertThat(span.isRoot()).isTrue();
            assertThat(span.status().code()).isEqualTo(ReceivedSpan.StatusCode.ERROR);
            assertThat(span.attributes())
                    .containsEntry("db.response.status_code", "42S04")
                    .containsEntry("error.type", "42S04");
            assertThat(span.events()).hasSize(1);
            assertThat(span.events().get(0).name()).isEqualTo("exception");
            assertThat(span.events().get(0).attributes().toString()).doesNotContain("secret");
        }
    }

    @Test
    void statements_areCountedByDurationMetric() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver, "otel.traces.sampler", "always_off");
                Connection connection = traced.connect("jdbc:h2:mem:")) {
            try (Statement statement = connection.createStatement()) {
                for (int i = 0; i < 5; i++) {
                    statement.execute("create table if not exists t(id int)");
                }
            }
            traced.flush();
            ReceivedMetric metric =
                    receiver.awaitMetric(each -> each.name().equals("db.client.operation.duration"), Traced.SOON);
            assertThat(metric.unit()).isEqualTo("s");
            ReceivedMetric.Point point =
                    metric.point(Map.of("db.system.name", "h2database")).orElseThrow();
            assertThat(point.count()).isEqualTo(5);
            assertThat(point.bounds()).isEqualTo(List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0));
            assertThat(receiver.spans()).isEmpty();
        }
    }
}

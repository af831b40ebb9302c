package dev.covet.exporters.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedSpan;
import dev.covet.fixtures.zipkin.ZipkinServer;
import dev.covet.fixtures.zipkin.ZipkinSpan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TransportTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Map<String, String> HEADERS = Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");

    private static void request(Traced traced) throws SQLException {
        try (Connection connection = traced.connect("jdbc:h2:mem:");
                Statement statement = connection.createStatement()) {
            traced.request("/pets", HEADERS, () -> statement.execute("create table t(id int)"));
        }
        traced.flush();
    }

    @Test
    void spans_overGrpc_arrive() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.startWithGrpc();
                Traced traced = Traced.to(
                        receiver,
                        "otel.exporter.otlp.protocol", "grpc",
                        "otel.exporter.otlp.endpoint", receiver.grpcEndpoint())) {
            request(traced);
            List<ReceivedSpan> spans = receiver.awaitSpans(2, Traced.SOON);
            assertThat(spans).extracting(ReceivedSpan::traceId).containsOnly(TRACE);
            assertThat(spans.get(0).origin().toString()).contains("test-service", "dev.covet");
        }
    }

    @Test
    void spans_toZipkin_areOneTrace() throws SQLException {
        try (ZipkinServer zipkin = ZipkinServer.start();
                Traced traced = new Traced(
                        Map.of(
                                "otel.traces.exporter", "zipkin",
                                "otel.exporter.zipkin.endpoint", zipkin.endpoint(),
                                "otel.service.name", "test-service"),
                        ExportSettings.DEFAULT)) {
            request(traced);
            List<ZipkinSpan> trace =
                    zipkin.awaitTrace(TRACE, Duration.ofSeconds(30), spans -> spans.size() == 2);
            assertThat(trace).extracting(ZipkinSpan::name).contains("get /pets");
            assertThat(traced.counts()).isEqualTo(new SpanCounts(2, 2, 0, 0));
            assertThat(traced.log).isEmpty();
        }
    }
}

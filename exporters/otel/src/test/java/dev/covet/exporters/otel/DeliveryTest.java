package dev.covet.exporters.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class DeliveryTest {
    private static void statements(Connection connection, int count) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < count; i++) {
                statement.execute("create table if not exists t(id int)");
            }
        }
    }

    @Test
    void endpointRefusesAndRecovers_applicationUnaffectedOneLineEachAndAllSpansCounted() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver);
                Connection connection = traced.connect("jdbc:h2:mem:")) {
            receiver.answer(400);
            statements(connection, 10);
            traced.flush();
            statements(connection, 10);
            traced.flush();
            assertThat(traced.counts()).isEqualTo(new SpanCounts(20, 0, 20, 0));
            assertThat(traced.log).hasSize(1);
            assertThat(traced.log.get(0)).startsWith("COVET-3001").contains(receiver.httpEndpoint());

            receiver.accept();
            statements(connection, 5);
            traced.flush();
            assertThat(traced.counts()).isEqualTo(new SpanCounts(25, 5, 20, 0));
            assertThat(receiver.spans()).hasSize(5);
            assertThat(traced.log).hasSize(2);
            assertThat(traced.log.get(1)).startsWith("COVET-3002").contains("20 spans failed");
        }
    }

    @Test
    void nobodyListens_spansFailAndAreCounted() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver, "otel.java.exporter.otlp.retry.disabled", "true");
                Connection connection = traced.connect("jdbc:h2:mem:")) {
            receiver.refuse();
            statements(connection, 7);
            traced.flush();
            assertThat(traced.counts()).isEqualTo(new SpanCounts(7, 0, 7, 0));
            assertThat(traced.log).hasSize(1);
        }
    }

    @Test
    void endpointHangs_queueIsBoundedAndEachDroppedSpanIsCounted() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(
                        receiver,
                        "otel.bsp.max.queue.size",
                        "32",
                        "otel.bsp.max.export.batch.size",
                        "8",
                        "otel.bsp.schedule.delay",
                        "20",
                        "otel.java.exporter.otlp.retry.disabled",
                        "true");
                Connection connection = traced.connect("jdbc:h2:mem:")) {
            receiver.hang();
            statements(connection, 200);
            assertThat(traced.engine.bus().flush(Traced.SOON)).isTrue();
            SpanCounts hanging = traced.counts();
            assertThat(hanging.ended()).isEqualTo(200);
            assertThat(hanging.exported() + hanging.failed()).isZero();
            assertThat(hanging.waiting()).isBetween(1L, 40L);
            assertThat(hanging.dropped()).isEqualTo(200 - hanging.waiting());
            assertThat(traced.log).hasSize(1);
            assertThat(traced.log.get(0)).startsWith("COVET-3003");

            receiver.accept();
            Await.until("the queue is empty", Traced.SOON, () -> traced.counts().waiting() == 0);
            SpanCounts after = traced.counts();
            assertThat(after.exported() + after.failed() + after.dropped()).isEqualTo(200);
            assertThat(after.dropped()).isEqualTo(hanging.dropped());
            assertThat(receiver.spans()).hasSize((int) after.exported());
        }
    }

    @Test
    void close_whileEndpointHangs_takesTwoSeconds() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            Traced traced = Traced.to(receiver);
            try (Connection connection = traced.connect("jdbc:h2:mem:")) {
                statements(connection, 1);
                assertThat(traced.engine.bus().flush(Traced.SOON)).isTrue();
                receiver.hang();
                long before = System.nanoTime();
                traced.close();
                // The exporter itself would wait for ten.
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
                assertThat(traced.log).singleElement().asString().startsWith("COVET-3001 The last spans");
            }
        }
    }

    @Test
    void close_beforeAnythingWasTaken_saysThatItIsLost() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver)) {
            OtelExporter late =
                    new OtelExporter(traced.engine, ExportSettings.DEFAULT, Traced.over(receiver), traced.log::add);
            traced.engine.bus().add(signal -> {
                try {
                    free.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
            traced.engine.bus().add(late);
            try (Connection connection = traced.connect("jdbc:h2:mem:")) {
                statements(connection, 1);
            }
            late.close();
            assertThat(traced.log).singleElement().asString().startsWith("COVET-3001 The spans and metrics of this");
            free.countDown();
        }
    }

    @Test
    void setting_thatIsWrong_leavesTracingOffWithOneLine() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver, "otel.traces.sampler", "sometimes");
                Connection connection = traced.connect("jdbc:h2:mem:")) {
            statements(connection, 3);
            traced.flush();
            statements(connection, 3);
            traced.flush();
            assertThat(traced.log).hasSize(1);
            assertThat(traced.log.get(0)).startsWith("COVET-3004").contains("sometimes");
            assertThat(receiver.requests()).isZero();
        }
    }

    @Test
    void sdkDisabled_nothingIsExported() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                Traced traced = Traced.to(receiver, "otel.sdk.disabled", "true");
                Connection connection = traced.connect("jdbc:h2:mem:")) {
            statements(connection, 3);
            traced.flush();
            assertThat(receiver.requests()).isZero();
            assertThat(traced.log).isEmpty();
        }
    }
}

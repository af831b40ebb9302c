package dev.covet.exporters.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedSpan;
import dev.covet.fixtures.process.ForkedJvm;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShutdownTest {
    private static ForkedJvm application(OtlpReceiver receiver, String tracesExporter, String... more) {
        return ForkedJvm.mainClass(ShutdownApplicationMain.class.getName(), System.getProperty("java.class.path"))
                .arguments(receiver.httpEndpoint())
                .arguments(more)
                .environment("OTEL_TRACES_EXPORTER", tracesExporter)
                .start();
    }

    @Test
    void jvmEnds_lastSpansAreExportedUnderTheNameOfTheMainClass() {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                ForkedJvm application = application(receiver, "otlp", "flush")) {
            assertThat(application.awaitExit(Traced.SOON)).isZero();
            List<ReceivedSpan> spans = receiver.awaitSpans(2, Traced.SOON);
            assertThat(spans.get(0).origin().toString()).contains("service.name=ShutdownApplicationMain");
            assertThat(application.errors()).isEmpty();
        }
    }

    @Test
    void jvmEnds_whileEndpointHangs_soonAllTheSame() {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            receiver.hang();
            try (ForkedJvm application = application(receiver, "otlp")) {
                application.awaitLine("returning", Traced.SOON);
                long returning = System.nanoTime();
                assertThat(application.awaitExit(Traced.SOON)).isZero();
                assertThat(Duration.ofNanos(System.nanoTime() - returning)).isLessThan(Duration.ofSeconds(9));
                assertThat(application.errors()).isEmpty();
            }
        }
    }

    @Test
    void consoleAskedForInTheEnvironment_spansArePrinted() {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                ForkedJvm application = application(receiver, "console", "flush")) {
            assertThat(application.awaitExit(Traced.SOON)).isZero();
            assertThat(application.errors()).anyMatch(line -> line.contains("dev.covet"));
            assertThat(receiver.spans()).isEmpty();
        }
    }
}

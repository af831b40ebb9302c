package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.programs.ExportMain;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.process.ForkedJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody takes the spans: the application must not notice. */
class EndpointDownTest {
    /** Two seconds of patience, and what a busy machine takes to end a JVM. All tries of an exporter take longer. */
    private static final Duration LONGEST_END = Duration.ofSeconds(7);

    private enum Trouble {
        REFUSED,
        HANGS,
        UNAVAILABLE;

        void befall(OtlpReceiver receiver) {
            switch (this) {
                case REFUSED -> receiver.refuse();
                case HANGS -> receiver.hang();
                case UNAVAILABLE -> receiver.answer(503);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, 17, HTTP", "REFUSED, 25, GRPC",
        "HANGS, 17, GRPC", "HANGS, 25, HTTP",
        "UNAVAILABLE, 17, HTTP", "UNAVAILABLE, 25, GRPC"
    })
    void applicationEndsAsAlways_andOneLineSaysWhy(Trouble trouble, int jdk, Collector collector) {
        try (OtlpReceiver receiver = Collector.start()) {
            ForkedJvm.Builder builder = collector.tell(
                    AgentJar.program(ExportMain.class, jdk, "1500").flags("-XX:TieredStopAtLevel=1", flag("")),
                    receiver);
            trouble.befall(receiver);
            AtomicLong done = new AtomicLong();
            builder.environment("OTEL_EXPORTER_OTLP_TIMEOUT", "500");
            builder.onLine(line -> done.set(System.nanoTime()));
            try (ForkedJvm jvm = builder.start()) {
                assertThat(jvm.awaitExit(LIMIT)).isEqualTo(7);
                assertThat(System.nanoTime() - done.get()).isLessThan(LONGEST_END.toNanos());
                assertThat(jvm.output()).isEqualTo(expected());
                assertThat(AgentJar.complaints(jvm.errors()))
                        .singleElement()
                        .asString()
                        .startsWith("[covet] WARN COVET-3001 ");
            }
            assertThat(receiver.spans()).isEmpty();
        }
    }

    private static List<String> expected() {
        List<String> lines = new ArrayList<>(Collections.nCopies(20, "added 1"));
        lines.add("refused 42S02");
        lines.add("done");
        return lines;
    }
}

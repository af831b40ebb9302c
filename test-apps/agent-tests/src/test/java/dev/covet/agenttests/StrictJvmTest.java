package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.AgentJar.End;
import dev.covet.agenttests.programs.ExportMain;
import dev.covet.fixtures.otlp.OtlpReceiver;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JVMs that forbid what later ones will forbid by default. */
class StrictJvmTest {
    @ParameterizedTest
    @CsvSource({"17, HTTP", "17, GRPC", "25, HTTP", "25, GRPC"})
    void strictFlags_whileExporting_nothingIsComplainedAbout(int jdk, Collector collector) {
        List<String> flags = jdk == 17
                ? List.of("-XX:+DisableAttachMechanism")
                : List.of(
                        "--sun-misc-unsafe-memory-access=deny",
                        "--illegal-native-access=deny",
                        "--finalization=disabled",
                        "-XX:-EnableDynamicAgentLoading",
                        "-Djdk.instrument.traceUsage=false");
        try (OtlpReceiver receiver = Collector.start()) {
            End end = run(collector.tell(
                    program(ExportMain.class, jdk, "0")
                            .flags(flags.toArray(String[]::new))
                            .flags(flag("")),
                    receiver));
            assertThat(end.status()).isEqualTo(7);
            assertThat(AgentJar.complaints(end.errors())).isEmpty();
            assertThat(receiver.spans()).hasSize(23);
            assertThat(receiver.metrics()).anyMatch(metric -> metric.name().equals("db.client.operation.duration"));
        }
    }
}

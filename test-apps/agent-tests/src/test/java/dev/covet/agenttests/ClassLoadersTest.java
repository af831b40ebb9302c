package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.AgentJar.End;
import dev.covet.agenttests.programs.FilteredDriverMain;
import dev.covet.agenttests.programs.TomcatRedeployMain;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.process.ForkedJvm;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drivers that the class path does not know, and applications that go away, while spans are exported. */
class ClassLoadersTest {
    private static final String H2 = Arrays.stream(
                    System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .filter(entry -> entry.matches(".*[/\\\\]h2-[0-9.]+\\.jar"))
            .findFirst()
            .orElseThrow();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void filteringLoader_itsDriver_isTraced(int jdk) {
        try (OtlpReceiver receiver = Collector.start()) {
            End end = run(exporting(program(FilteredDriverMain.class, jdk, H2), receiver));
            assertThat(end.output()).containsExactly("Rex true");
            assertThat(AgentJar.complaints(end.errors())).isEmpty();
            assertThat(receiver.spans()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void tomcat_fiftyDeployments_nothingIsKept(int jdk) {
        try (OtlpReceiver receiver = Collector.start()) {
            End end = run(exporting(program(TomcatRedeployMain.class, jdk, folder.toString(), H2, "50"), receiver));
            assertThat(end.output()).containsExactly("deployed 50 alive 0");
            assertThat(end.errors()).noneMatch(line -> line.contains("COVET-") || line.contains("SEVERE"));
            assertThat(receiver.spans())
                    .filteredOn(span -> span.attributes().containsKey("db.system.name"))
                    .hasSize(50);
        }
    }

    private static ForkedJvm.Builder exporting(ForkedJvm.Builder program, OtlpReceiver receiver) {
        return Collector.HTTP.tell(program.flags("-XX:TieredStopAtLevel=1", flag("")), receiver);
    }
}

package dev.covet.agent.tooling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agent.tooling.cli.Finding.Level;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
    @TempDir
    private Path folder;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private File jar = new File("covet-agent.jar");

    @BeforeEach
    void makeJar() throws IOException {
        jar = Files.writeString(folder.resolve("covet-agent.jar"), "jar").toFile();
    }

    @ParameterizedTest
    @CsvSource({"11, PROBLEM", "17, OK", "25, OK", "26, WARNING"})
    void java_version_isJudged(int feature, Level level) {
        assertThat(find("java", feature, null).level()).isEqualTo(level);
    }

    @Test
    void jar_missing_isAProblem() {
        jar = folder.resolve("gone.jar").toFile();

        assertThat(find("jar").level()).isEqualTo(Level.PROBLEM);
    }

    @Test
    void killFile_there_isSaid() throws IOException {
        assertThat(find("kill file").level()).isEqualTo(Level.OK);

        Files.createFile(folder.resolve("covet.off"));

        assertThat(find("kill file").text()).contains("covet.off is there", "Delete it");
        assertThat(find("enabled").level()).isEqualTo(Level.WARNING);
    }

    @Test
    void settings_typo_isSaidWithTheRightName() {
        assertThat(find("settings").level()).isEqualTo(Level.OK);
        properties.put("covet.trace.mod", "on");

        assertThat(find("settings").text()).contains("COVET-1001", "covet.trace.mode");
    }

    @Test
    void settings_argument_isRead() {
        assertThat(find("enabled", 17, "enabled=false").level()).isEqualTo(Level.WARNING);
    }

    @Test
    void options_anotherAgent_isNamed() {
        assertThat(find("JAVA_TOOL_OPTIONS").level()).isEqualTo(Level.OK);
        environment.put("JAVA_TOOL_OPTIONS", "-Xmx1g -javaagent:/opt/other.jar");

        assertThat(find("JAVA_TOOL_OPTIONS").text()).contains("/opt/other.jar");
    }

    @Test
    void options_thisAgent_isFine() {
        environment.put("JAVA_TOOL_OPTIONS", "-javaagent:/opt/covet-agent.jar");

        assertThat(find("JAVA_TOOL_OPTIONS").level()).isEqualTo(Level.OK);
    }

    @ParameterizedTest
    @CsvSource({"OTEL_SDK_DISABLED, true", "OTEL_TRACES_EXPORTER, none"})
    void exporter_switchedOff_isSaid(String variable, String value) {
        environment.put(variable, value);

        assertThat(find("exporter").level()).isEqualTo(Level.WARNING);
        assertThat(find("exporter").text()).contains(variable);
    }

    @Test
    void endpoint_somebodyListens_isFine() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.getLocalPort());

            assertThat(find("endpoint").level()).isEqualTo(Level.OK);
        }
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:1", "nonsense", "'http://:x'"})
    void endpoint_nobodyListens_isSaidWithWhatFollows(String endpoint) {
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);

        assertThat(find("endpoint").level()).isEqualTo(Level.WARNING);
        assertThat(find("endpoint").text()).contains(endpoint, "OTEL_EXPORTER_OTLP_ENDPOINT");
    }

    @Test
    void serviceName_notSet_isSaid() {
        assertThat(find("service name").level()).isEqualTo(Level.WARNING);
        properties.put("otel.service.name", "shop");

        assertThat(find("service name").text()).isEqualTo("shop");
    }

    private Finding find(String check) {
        return find(check, 17, null);
    }

    private Finding find(String check, int feature, @Nullable String argument) {
        return new Doctor(new DoctorInputs(jar, feature, properties, environment, argument))
                .findings().stream()
                        .filter(finding -> finding.check().equals(check))
                        .findFirst()
                        .orElseThrow();
    }
}

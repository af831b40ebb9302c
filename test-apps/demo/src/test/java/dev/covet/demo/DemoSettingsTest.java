package dev.covet.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoSettingsTest {
    @TempDir
    Path applications;

    @Test
    void settings_withoutTheApplications_sayHowToBuildThem() {
        assertThatThrownBy(() -> settings(8080, 5, 60))
                .hasMessage("COVET-9103 There is no petshop.jar in " + applications
                        + ". Start the demo with the command in README.md, which builds it first.");
    }

    @Test
    void settings_withoutTheAgentsJar_sayHowToBuildIt() throws IOException {
        Files.createFile(applications.resolve("petshop.jar"));
        assertThatThrownBy(() -> settings(8080, 5, 60))
                .hasMessage("COVET-9103 There is no covet-agent.jar in " + applications
                        + ". Start the demo with the command in README.md, which builds it first.");
    }

    @Test
    void tracing_withAnAddressThatIsNone_saysWhatItHasToBeginWith() {
        assertThatThrownBy(() -> new Tracing(true, true, "localhost:4318"))
                .hasMessage("COVET-9102 --otlp is localhost:4318 and has to begin with http:// or https://.");
    }

    @Test
    void tracing_withAnOwnPlace_namesItAndWantsNoZipkin() {
        Tracing own = new Tracing(true, true, "http://collector.example:4318");
        assertThat(own.wantsZipkin()).isFalse();
        assertThat(own.place(null)).isEqualTo("http://collector.example:4318");
        assertThat(own.flags(applications, null, null, null))
                .contains(
                        "-javaagent:" + applications.resolve("covet-agent.jar"),
                        "-Dotel.exporter.otlp.endpoint=http://collector.example:4318");
    }

    @Test
    void tracing_withoutZipkin_leavesThePlaceToTheEnvironment() {
        Tracing without = new Tracing(true, false, null);
        assertThat(without.wantsZipkin()).isFalse();
        assertThat(without.flags(applications, null, null, null))
                .contains("-javaagent:" + applications.resolve("covet-agent.jar"))
                .noneMatch(flag -> flag.contains("exporter"));
    }

    @Test
    void tracing_withoutTheAgent_isNothing() {
        Tracing none = new Tracing(false, true, null);
        assertThat(none.wantsZipkin()).isFalse();
        assertThat(none.flags(applications, null, null, null)).isEmpty();
        assertThat(none.place(null)).isNull();
    }

    @Test
    void settings_outOfRange_sayTheRange() throws IOException {
        Files.createFile(applications.resolve("petshop.jar"));
        Files.createFile(applications.resolve("covet-agent.jar"));
        assertThat(settings(65535, 1000, 1440).rate()).isEqualTo(1000);
        assertThatThrownBy(() -> settings(0, 5, 60))
                .hasMessage("COVET-9102 --port is 0 and has to be between 1 and 65535.");
        assertThatThrownBy(() -> settings(8080, -1, 60))
                .hasMessage("COVET-9102 --rate is -1.0 and has to be between 0 and 1000.");
        assertThatThrownBy(() -> settings(8080, Double.NaN, 60))
                .hasMessage("COVET-9102 --rate is NaN and has to be between 0 and 1000.");
        assertThatThrownBy(() -> settings(8080, 5, 0))
                .hasMessage("COVET-9102 --minutes is 0 and has to be between 1 and 1440.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 1001, Double.NaN})
    void settings_networkOutOfRange_sayTheRange(double network) throws IOException {
        Files.createFile(applications.resolve("petshop.jar"));
        Tracing none = new Tracing(false, true, null);
        assertThatThrownBy(() -> new DemoSettings(
                        applications, null, DemoSettings.Amount.small, 5, Duration.ofMinutes(1), null, network, none))
                .hasMessage("COVET-9102 --network is " + network + " and has to be between 0 and 1000.");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 86401})
    void settings_failoverAfterOutOfRange_sayTheRange(int seconds) throws IOException {
        Files.createFile(applications.resolve("petshop.jar"));
        Tracing none = new Tracing(false, true, null);
        assertThatThrownBy(() -> new DemoSettings(
                        applications,
                        null,
                        DemoSettings.Amount.small,
                        5,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(seconds),
                        0.5,
                        none))
                .hasMessage("COVET-9102 --failover-after is " + seconds + " and has to be between 0 and 86400.");
    }

    private DemoSettings settings(int port, double rate, int minutes) {
        Tracing tracing = new Tracing(true, true, null);
        return new DemoSettings(
                applications, port, DemoSettings.Amount.small, rate, Duration.ofMinutes(minutes), null, 0.5, tracing);
    }
}

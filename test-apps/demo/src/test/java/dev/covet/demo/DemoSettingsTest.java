package dev.covet.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void settings_outOfRange_sayTheRange() throws IOException {
        Files.createFile(applications.resolve("petshop.jar"));
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

    private DemoSettings settings(int port, double rate, int minutes) {
        return new DemoSettings(applications, port, DemoSettings.Amount.small, rate, Duration.ofMinutes(minutes));
    }
}

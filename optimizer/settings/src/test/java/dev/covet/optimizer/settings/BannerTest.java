package dev.covet.optimizer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BannerTest {
    @TempDir
    Path folder;

    private Banner banner() {
        Settings settings = new Bench(folder)
                .property("covet.trace.mode", "on")
                .property("covet.oops", "x")
                .argument("trace.slow=1s")
                .load();
        return new Banner("0.1.0")
                .jvm("17.0.12 Temurin")
                .mode("trace", "on")
                .mode("cache", "observe")
                .driver("PostgreSQL JDBC 42.7.14")
                .pool("HikariCP 7.1.0")
                .otherAgent("OpenTelemetry 2.33.1")
                .exporter("http://localhost:4318 (answers)")
                .settings(settings)
                .switchOff("touch /opt/covet/covet.off");
    }

    @Test
    void full_hasAllFacts_inAtMostTwelveLines() {
        assertThat(banner().text(BannerForm.FULL))
                .isEqualTo("""
                Covet 0.1.0
                  JVM            17.0.12 Temurin
                  features       trace on, cache observe
                  drivers        PostgreSQL JDBC 42.7.14
                  pools          HikariCP 7.1.0
                  other agents   OpenTelemetry 2.33.1
                  settings from  system properties, agent argument
                  telemetry to   http://localhost:4318 (answers)
                  attention      1 warning, see java -jar covet-agent.jar doctor
                  switch off     touch /opt/covet/covet.off
                """)
                .satisfies(text -> assertThat(text.lines()).hasSizeLessThanOrEqualTo(12));
    }

    @Test
    void full_withoutFacts_isShort() {
        assertThat(new Banner("1").text(BannerForm.FULL)).isEqualTo("Covet 1\n  settings from  defaults\n");
    }

    @Test
    void full_withManyFacts_keepsLinesShort_andOneEach() {
        Banner banner = banner();
        for (int i = 0; i < 100; i++) {
            banner.driver("driver\n" + i);
        }
        assertThat(banner.text(BannerForm.FULL).lines())
                .hasSize(10)
                .allMatch(line -> line.length() <= 100)
                .anyMatch(line -> line.endsWith("…"));
    }

    @Test
    void short_isOneLine_andOffNone() {
        assertThat(banner().text(BannerForm.SHORT))
                .isEqualTo("Covet 0.1.0: trace on, cache observe, 1 warning, see java -jar covet-agent.jar doctor\n");
        assertThat(banner().text(BannerForm.OFF)).isEmpty();
    }

    @Test
    void switchedOff_saysSo() {
        Banner banner = new Banner("1")
                .settings(new Bench(folder)
                        .yaml("enabled: false\nprofile: test\ntrace: {mod: x, slw: x}")
                        .load());
        assertThat(banner.text(BannerForm.SHORT))
                .isEqualTo("Covet 1: off, 2 warnings, see java -jar covet-agent.jar doctor\n");
        assertThat(banner.text(BannerForm.FULL).lines())
                .startsWith("Covet 1, switched off")
                .anyMatch(line -> line.contains("profile test"));
    }

    @Test
    void json_isOneObject() {
        assertThat(banner().text(BannerForm.JSON))
                .isEqualTo("{\"covet\":\"0.1.0\",\"enabled\":true,\"jvm\":\"17.0.12 Temurin\",\"features\":{\"trace\":"
                        + "\"on\",\"cache\":\"observe\"},\"drivers\":[\"PostgreSQL JDBC 42.7.14\"],\"pools\":["
                        + "\"HikariCP 7.1.0\"],\"otherAgents\":[\"OpenTelemetry 2.33.1\"],\"settingsFrom\":[\"system"
                        + " properties\",\"agent argument\"],\"telemetryTo\":\"http://localhost:4318 (answers)\","
                        + "\"warnings\":1,\"switchOff\":\"touch /opt/covet/covet.off\"}\n");
    }
}

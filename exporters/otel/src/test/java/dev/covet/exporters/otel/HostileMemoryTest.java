package dev.covet.exporters.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.process.ForkedJvm;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an application that does its worst can make us keep; the numbers are those of docs/memory.md, in KB. */
final class HostileMemoryTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long MB = 1024;

    /** In a JVM of its own, so that nothing else moves on its heap. */
    private static Map<String, Long> kept(String scenario) {
        try (ForkedJvm application = ForkedJvm.mainClass(
                        HostileMain.class.getName(), System.getProperty("java.class.path"))
                .flags("-Xmx256m")
                .arguments(scenario)
                .start()) {
            assertThat(application.awaitExit(LIMIT))
                    .as(application.errors().toString())
                    .isZero();
            return application.output().stream()
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> Long.valueOf(line[1])));
        }
    }

    @Test
    void texts_aMillionAndHugeOnes_keepWhatTheCacheSays() {
        Map<String, Long> kept = kept("texts");
        assertThat(kept.get("said")).isBetween(MB / 2, 4 * MB);
        assertThat(kept.get("distinct")).as(kept.toString()).isLessThan(5 * MB);
        assertThat(kept.get("huge")).as(kept.toString()).isLessThan(5 * MB);
    }

    @Test
    void catalog_endlessTablesLongTextsAndDataSources_isBounded() {
        Map<String, Long> kept = kept("catalog");
        assertThat(kept)
                .hasSize(3)
                .allSatisfy((name, size) -> assertThat(size).as(kept.toString()).isLessThan(16 * MB));
    }

    @Test
    void pipeline_endpointIsDeaf_longAndHugeTextsDoNotPileUp() {
        Map<String, Long> kept = kept("pipeline");
        assertThat(kept.get("long")).as(kept.toString()).isLessThan(96 * MB);
        assertThat(kept.get("huge")).as(kept.toString()).isLessThan(96 * MB);
        assertThat(kept.get("queued")).as(kept.toString()).isLessThan(64 * MB);
        assertThat(kept.get("dropped")).isPositive();
    }

    /** Each is a series of its own until the SDK's limit of series is reached; the rest share one. */
    @Test
    void metrics_thousandsOfDataSources_areBounded() {
        Map<String, Long> kept = kept("sources");
        assertThat(kept.get("sources")).as(kept.toString()).isBetween(100L, 32 * MB);
    }
}

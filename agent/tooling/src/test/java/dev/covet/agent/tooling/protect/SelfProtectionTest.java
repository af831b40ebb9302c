package dev.covet.agent.tooling.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfProtectionTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> lines = new ArrayList<>();
    private long now;
    private final AgentLog log = new AgentLog(LogLevel.INFO, () -> now, lines::add);
    private final SelfProtection protection = new SelfProtection(log, () -> now);

    @Test
    void failed_elevenTimesInAMinute_featureIsOff() {
        Feature feature = protection.feature("cache");
        for (int i = 0; i < 10; i++) {
            feature.failed(new IllegalStateException("x"));
        }
        assertThat(feature.isActive()).isTrue();
        feature.failed(new IllegalStateException("x"));

        assertThat(feature.isActive()).isFalse();
        assertThat(feature.errors()).isEqualTo(11);
        assertThat(protection.feature("other").isActive()).isTrue();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("COVET-2005", "cache", "IllegalStateException: x");
        assertThat(lines.get(1)).contains("COVET-2010", "cache");
    }

    @Test
    void failed_tenTimesEachMinute_featureStaysOn() {
        Feature feature = protection.feature("cache");
        for (int minute = 0; minute < 5; minute++) {
            for (int i = 0; i < 10; i++) {
                feature.failed(new IllegalStateException("x"));
            }
            now += 61 * SECOND;
        }
        assertThat(feature.isActive()).isTrue();
        assertThat(lines).hasSize(1);
    }

    @Test
    void failed_errorOfTheJvm_isThrownOn() {
        OutOfMemoryError error = new OutOfMemoryError("planted");
        assertThatThrownBy(() -> protection.feature("cache").failed(error)).isSameAs(error);
        assertThat(protection.feature("cache").errors()).isOne();
    }

    @Test
    void enable_change_isSaidOnce() {
        protection.enable(true);
        protection.enable(false);
        protection.enable(false);
        assertThat(protection.isEnabled()).isFalse();
        protection.enable(true);

        assertThat(protection.isEnabled()).isTrue();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("COVET-2011");
        assertThat(lines.get(1)).contains("COVET-2012");
    }

    @Test
    void log_manyLines_areLimitedAndTheRestCounted() {
        for (int i = 0; i < 100; i++) {
            log.warn("line " + i);
        }
        assertThat(lines).hasSize(30);
        now += 61 * SECOND;
        log.warn("later");
        assertThat(lines).hasSize(32);
        assertThat(lines.get(30)).isEqualTo("[covet] INFO 70 more lines were not printed in the minute before.");
        assertThat(lines.get(31)).isEqualTo("[covet] WARN later");
    }

    @Test
    void log_level_decides() {
        log.debug("hidden");
        log.level(LogLevel.DEBUG);
        log.debug("shown");
        log.level(LogLevel.OFF);
        log.error("hidden");
        assertThat(lines).containsExactly("[covet] DEBUG shown");
    }

    @Test
    void durations_percentile_isAnUpperBound() {
        Durations durations = new Durations();
        assertThat(durations.percentile(0.5)).isZero();
        for (int i = 0; i < 99; i++) {
            durations.record(100);
        }
        durations.record(1_000_000);
        durations.record(-1);

        assertThat(durations.count()).isEqualTo(101);
        assertThat(durations.percentile(0.5)).isEqualTo(127);
        assertThat(durations.percentile(1)).isEqualTo(1_048_575);
    }
}

package dev.covet.agent.tooling.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agent.tooling.runtime.ErrorReport;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.StageGuard;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentLogTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> lines = new ArrayList<>();
    private long now;
    private final AgentLog log = new AgentLog(LogLevel.INFO, () -> now, lines::add);
    private final SelfProtection protection = new SelfProtection(() -> now, new ErrorReport(log));

    private void fail(String feature, int times) {
        StageGuard guard = protection.guard(feature);
        for (int i = 0; i < times; i++) {
            guard.failed(new IllegalStateException("line\nand " + "x".repeat(5_000)));
        }
    }

    @Test
    void report_elevenErrors_firstAndLastAreSaid() {
        fail("cache", 11);

        assertThat(protection.guard("cache").isOpen()).isTrue();
        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).hasSizeLessThan(2_000));
        assertThat(lines.get(0)).startsWith("[covet] WARN COVET-2102").contains("cache", "IllegalStateException: line");
        assertThat(lines.get(1)).startsWith("[covet] ERROR COVET-2101").contains("cache", "covet.enabled=false");
    }

    @Test
    void report_afterReset_isSaidAgainWhenItIsLeftOutAgain() {
        fail("trace", 11);
        protection.reset();
        fail("trace", 11);

        assertThat(protection.errors()).containsEntry("trace", 22L);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(2)).contains("COVET-2101", "covet.trace.mode=off");
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
    void warnOnce_endlessKinds_aThousandAreSaidAndKept() {
        for (int i = 0; i < 1_200; i++) {
            log.warnOnce("kind " + i + "x".repeat(10_000), "said " + i);
            log.warnOnce("kind " + i + "x".repeat(20_000), "said again " + i);
            now += 3 * SECOND;
        }
        assertThat(lines).filteredOn(line -> line.contains("said ")).hasSize(1_000);
        assertThat(lines).noneMatch(line -> line.contains("again"));
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
}

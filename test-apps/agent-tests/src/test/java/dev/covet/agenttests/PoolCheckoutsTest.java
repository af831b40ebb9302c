package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.run;
import static dev.covet.agenttests.AgentJar.unexported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.AgentJar.End;
import dev.covet.agenttests.programs.CheckoutsMain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are all given back, by threads that race with the collector: none is to be called leaked. */
class PoolCheckoutsTest {
    @Test
    void millionCheckouts_noneIsCalledLeaked() {
        noneLeaked("hikari", 1_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomcat", "dbcp", "agroal"})
    void checkoutsOfOtherPools_noneIsCalledLeaked(String pool) {
        noneLeaked(pool, 100_000);
    }

    private static void noneLeaked(String pool, int times) {
        End end = run(unexported(
                program(CheckoutsMain.class, 17, pool, "jdbc:h2:mem:checkouts", "sa", "", Integer.toString(times))
                        .flags("-Xmx256m", flag("banner=off,health.leak-time=1s,health.long-hold=1s"))));
        assertThat(end.output())
                .as(() -> "errors: " + end.errors())
                .anyMatch(line -> line.startsWith("checkouts " + times))
                .anyMatch(line -> line.contains("borrowed: " + (times + 1) + " times, 0 threads gave up, 0 leaked"))
                .contains("No connection is out.")
                .noneMatch(line -> line.contains("COVET-4503"));
    }

    @Test
    void switchedOff_nobodyLooks() {
        End end = run(unexported(program(CheckoutsMain.class, 17, "hikari", "jdbc:h2:mem:off", "sa", "", "400")
                .flags(flag("banner=off,health.mode=off"))));
        assertThat(end.output())
                .filteredOn(line -> line.contains("covet.health.mode is off"))
                .hasSize(3);
    }
}

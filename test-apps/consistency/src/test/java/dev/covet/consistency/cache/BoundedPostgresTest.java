package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.CacheRun.assertClean;

import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.TestServers;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What covered clients read was current no longer ago than promised, whoever writes. */
class BoundedPostgresTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    /** Many hits, and somebody else who writes. */
    static Setting reading(Setting setting) {
        return setting.coveredClients(3, Mix.READS).rawClients(1, Mix.ROWS, Duration.ofMillis(2));
    }

    private static Report run(UnaryOperator<Setting> wishes) throws Exception {
        return CacheRun.report(UnaryOperator.identity(), (setting, database) -> wishes.apply(setting));
    }

    @Test
    void everythingAtOnce_violatesNothing() throws Exception {
        assertClean(run(setting -> setting), 1);
    }

    @Test
    void mostlyReads_violateNothing() throws Exception {
        assertClean(run(BoundedPostgresTest::reading), 500);
    }

    @Test
    void ownWrites_violateNothing() throws Exception {
        assertClean(
                run(setting -> setting.coveredClients(2, Mix.ROWS).rawClients(1, Mix.ROWS, Duration.ofMillis(5))), 50);
    }

    @Test
    void commitsThatAreLoggedButNotSeen_violateNothing() throws Exception {
        Fault stall = Faults.synchronousStall(SHORT);
        assertClean(run(setting -> reading(setting).faults(4, stall)), 100);
    }

    @Test
    void sessionsThatAreKilled_violateNothing() throws Exception {
        Fault killed = Faults.killedSession(Dialect.POSTGRES);
        assertClean(
                run(setting -> setting.faults(2, killed, Faults.suspended(TestServers.postgres(), SHORT), killed)), 1);
    }
}

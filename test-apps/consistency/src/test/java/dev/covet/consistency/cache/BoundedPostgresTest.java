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

    /** Everything at once; were definitions changed each moment, a cache would never begin. */
    static Setting settled(Setting setting) {
        return setting.coveredClients(3, Mix.SETTLED).rawClients(2, Mix.SETTLED, Duration.ZERO);
    }

    /** Until so many answers came from the caches. */
    private static void assertRunsCleanly(int served, UnaryOperator<Setting> wishes) throws Exception {
        Report report =
                CacheRun.report(UnaryOperator.identity(), (setting, database) -> wishes.apply(setting.served(served)));
        assertClean(report, served);
    }

    @Test
    void everythingAtOnce_violatesNothing() throws Exception {
        assertRunsCleanly(50, BoundedPostgresTest::settled);
    }

    @Test
    void mostlyReads_violateNothing() throws Exception {
        assertRunsCleanly(1_000, BoundedPostgresTest::reading);
    }

    @Test
    void ownWrites_violateNothing() throws Exception {
        assertRunsCleanly(
                50, setting -> setting.coveredClients(2, Mix.ROWS).rawClients(1, Mix.ROWS, Duration.ofMillis(5)));
    }

    @Test
    void commitsThatAreLoggedButNotSeen_violateNothing() throws Exception {
        Fault stall = Faults.synchronousStall(SHORT);
        assertRunsCleanly(200, setting -> reading(setting).faults(4, stall));
    }

    @Test
    void sessionsThatAreKilled_violateNothing() throws Exception {
        Fault killed = Faults.killedSession(Dialect.POSTGRES);
        Fault suspended = Faults.suspended(TestServers.postgres(), SHORT);
        assertRunsCleanly(20, setting -> settled(setting).faults(2, killed, suspended, killed));
    }
}

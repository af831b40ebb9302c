package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.UnitRun.BOUNDED;
import static dev.covet.consistency.cache.UnitRun.Product.POSTGRES;
import static dev.covet.consistency.cache.UnitRun.runsCleanly;

import dev.covet.consistency.Contract;
import dev.covet.consistency.TestServers;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Dialect;
import dev.covet.optimizer.features.cache.unit.Hold;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Within snapshots nobody reads anything that the database would not answer; elsewhere nothing older than promised. */
class TransactionLevelPostgresTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void snapshots_violateNothing_byTheStrictestContract(long seed) throws Exception {
        runsCleanly(
                POSTGRES,
                Hold::new,
                Contract.strict(),
                100,
                setting -> UnitRun.settled(setting).shorter(4).seed(seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everythingAtOnce_violatesNothing(long seed) throws Exception {
        runsCleanly(
                POSTGRES,
                Hold::new,
                BOUNDED,
                100,
                setting -> UnitRun.settled(setting).shorter(4).seed(seed));
    }

    @Test
    void mostlyReads_violateNothing() throws Exception {
        runsCleanly(
                POSTGRES,
                Hold::new,
                BOUNDED,
                1_000,
                setting -> UnitRun.reading(setting).shorter(2));
    }

    @Test
    void sessionsThatAreKilled_violateNothing() throws Exception {
        Fault killed = Faults.killedSession(Dialect.POSTGRES);
        Fault suspended = Faults.suspended(TestServers.postgres(), Duration.ofMillis(300));
        runsCleanly(
                POSTGRES,
                Hold::new,
                BOUNDED,
                50,
                setting -> UnitRun.settled(setting).shorter(4).faults(2, killed, suspended, killed));
    }
}

package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.UnitRun.BOUNDED;
import static dev.covet.consistency.cache.UnitRun.assertRunsCleanly;

import dev.covet.consistency.Contract;
import dev.covet.consistency.TestServers;
import dev.covet.consistency.cache.UnitRun.Product;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.optimizer.features.cache.unit.Hold;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Within snapshots nobody reads anything that the database would not answer; elsewhere nothing older than promised. */
class TransactionLevelTest {
    @ParameterizedTest
    @CsvSource({"POSTGRES, 1", "POSTGRES, 2", "POSTGRES, 3", "MARIADB, 1", "MARIADB, 2", "MARIADB, 3"})
    void snapshots_violateNothing_byTheStrictestContract(Product product, long seed) throws Exception {
        assertRunsCleanly(
                product,
                Hold::new,
                Contract.strict(),
                100,
                setting -> UnitRun.settled(setting).shorter(4).seed(seed));
    }

    @ParameterizedTest
    @CsvSource({"POSTGRES, 1", "POSTGRES, 2", "POSTGRES, 3", "MARIADB, 1", "MARIADB, 2", "MARIADB, 3"})
    void everythingAtOnce_violatesNothing(Product product, long seed) throws Exception {
        assertRunsCleanly(
                product,
                Hold::new,
                BOUNDED,
                100,
                setting -> UnitRun.settled(setting).shorter(4).seed(seed));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void mostlyReads_violateNothing(Product product) throws Exception {
        assertRunsCleanly(
                product,
                Hold::new,
                BOUNDED,
                1_000,
                setting -> UnitRun.reading(setting).shorter(2));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void sessionsThatAreKilled_violateNothing(Product product) throws Exception {
        Fault killed = Faults.killedSession(product.dialect());
        Duration time = Duration.ofMillis(300);
        Fault suspended = product == Product.POSTGRES
                ? Faults.suspended(TestServers.postgres(), time)
                : Faults.suspended(TestServers.mariaDb(), time);
        assertRunsCleanly(
                product,
                Hold::new,
                BOUNDED,
                50,
                setting -> UnitRun.settled(setting).shorter(4).faults(2, killed, suspended, killed));
    }
}

package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.UnitRun.BOUNDED;
import static dev.covet.consistency.cache.UnitRun.assertRunsCleanly;

import dev.covet.consistency.Contract;
import dev.covet.consistency.cache.UnitRun.Product;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.fixtures.junit.NeedsMySql;
import dev.covet.optimizer.features.cache.unit.Hold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers within transactions and units on MySQL itself. */
@NeedsMySql(own = true)
class MySqlTransactionLevelTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void snapshots_violateNothing_byTheStrictestContract(long seed) throws Exception {
        assertRunsCleanly(
                Product.MYSQL,
                Hold::new,
                Contract.strict(),
                100,
                setting -> UnitRun.settled(setting).shorter(4).seed(seed));
    }

    @Test
    void everythingAtOnce_violatesNothing() throws Exception {
        Fault killed = Faults.killedSession(Product.MYSQL.dialect());
        assertRunsCleanly(
                Product.MYSQL,
                Hold::new,
                BOUNDED,
                100,
                setting -> UnitRun.settled(setting).shorter(4).faults(2, killed));
    }

    @Test
    void mostlyReads_violateNothing() throws Exception {
        assertRunsCleanly(
                Product.MYSQL,
                Hold::new,
                BOUNDED,
                1_000,
                setting -> UnitRun.reading(setting).shorter(2));
    }
}

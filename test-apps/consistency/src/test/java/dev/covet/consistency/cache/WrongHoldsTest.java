package dev.covet.consistency.cache;

import dev.covet.consistency.Contract;
import dev.covet.consistency.Hunt;
import dev.covet.consistency.Setting;
import dev.covet.consistency.cache.UnitRun.Product;
import dev.covet.consistency.check.OwnWriteCheck;
import dev.covet.consistency.check.StalenessCheck;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.validity.Exactness;
import dev.covet.optimizer.features.cache.unit.Hold;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The oracle finds wrong ideas of how long answers of transactions and units hold. */
class WrongHoldsTest {
    private static final int OPERATIONS = 4_000;
    private static final Contract SHORT = Contract.bounded(Duration.ofNanos(300_000));

    /** Does not notice what the connection itself does. */
    private static final class ForgetsOwnWrites extends Hold {
        ForgetsOwnWrites(ConnectionSession session, Exactness exactness, long nanos) {
            super(session, exactness, nanos);
        }

        @Override
        protected boolean unchanged() {
            return true;
        }
    }

    /** Does not notice what other connections of the JVM write. */
    private static final class ForgetsTheJvm extends Hold {
        ForgetsTheJvm(ConnectionSession session, Exactness exactness, long nanos) {
            super(session, exactness, nanos);
        }

        @Override
        protected boolean unwritten() {
            return true;
        }
    }

    /** Never grows old. */
    private static final class StaysYoung extends Hold {
        StaysYoung(ConnectionSession session, Exactness exactness, long nanos) {
            super(session, exactness, nanos);
        }

        @Override
        protected boolean inTime() {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void forgettingOwnWrites_isFound(Product product) throws Exception {
        assertFound(OwnWriteCheck.class, product, ForgetsOwnWrites::new, Contract.strict(), UnitRun::settled);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void forgettingTheJvm_isFound(Product product) throws Exception {
        assertFound(OwnWriteCheck.class, product, ForgetsTheJvm::new, UnitRun.BOUNDED, UnitRun::settled);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void neverGrowingOld_isFound(Product product) throws Exception {
        assertFound(StalenessCheck.class, product, StaysYoung::new, SHORT, UnitRun::reading);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void takingAllForSnapshots_isFound(Product product) throws Exception {
        Hold.Maker always = (session, exactness, nanos) -> new Hold(session, Exactness.SNAPSHOT, nanos);
        assertFound(StalenessCheck.class, product, always, SHORT, UnitRun::reading);
    }

    private static void assertFound(
            Class<?> check, Product product, Hold.Maker holds, Contract contract, UnaryOperator<Setting> wishes)
            throws Exception {
        Hunt.assertFound(
                check,
                seed -> UnitRun.report(
                        product,
                        holds,
                        contract,
                        setting -> wishes.apply(setting).operations(OPERATIONS).seed(seed)));
    }
}

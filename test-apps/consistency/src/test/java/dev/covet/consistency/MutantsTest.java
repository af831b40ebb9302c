package dev.covet.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.check.AbortedReadCheck;
import dev.covet.consistency.check.AnswerCheck;
import dev.covet.consistency.check.LockedReadCheck;
import dev.covet.consistency.check.OwnWriteCheck;
import dev.covet.consistency.check.RepeatableReadCheck;
import dev.covet.consistency.check.StalenessCheck;
import dev.covet.consistency.mutant.Defect;
import dev.covet.consistency.mutant.SmallCache;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.DatabaseServer;
import dev.covet.fixtures.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The oracle finds what is wrong with a wrong cache, and nothing in a right one. */
class MutantsTest {
    private static final int OPERATIONS = 4_000;

    /** What does not depend on the database is tried on one. */
    private static final String POSTGRES = "POSTGRES";

    private static final int FIRST_SEED = Integer.getInteger("covet.consistency.seed", 1);
    private static final Contract BOUNDED = Contract.bounded(Duration.ofMillis(20));

    /** The databases. */
    enum Product {
        POSTGRES,
        MARIADB;

        private Dialect dialect() {
            return this == POSTGRES ? Dialect.POSTGRES : Dialect.MARIADB;
        }

        private DatabaseServer server() {
            return this == POSTGRES ? TestServers.postgres() : TestServers.mariaDb();
        }
    }

    @ParameterizedTest
    @EnumSource
    void rightCache_nobodyElseWrites_isStrict(Product product) throws SQLException {
        Report report = run(FIRST_SEED, product, Contract.strict(), Mix.ALL, Mix.READS);
        assertThat(report.counts()).as(report::toString).isEmpty();
        assertThat(report.served()).isGreaterThan(OPERATIONS / 10);
    }

    @ParameterizedTest
    @EnumSource
    void cacheThatKnowsOnlyItsOwnWrites_isStale(Product product) throws Exception {
        assertFound(StalenessCheck.class, product, BOUNDED, Mix.READS, Mix.WRITES);
    }

    @ParameterizedTest
    @EnumSource(names = POSTGRES)
    void timeToLiveOnly_isStale(Product product) throws Exception {
        assertFound(StalenessCheck.class, product, BOUNDED, Mix.ALL, Mix.ALL, Defect.TIME_TO_LIVE_ONLY);
    }

    @ParameterizedTest
    @EnumSource(names = POSTGRES)
    void publishingBeforeTheCommit_showsAbortedValues(Product product) throws Exception {
        assertFound(AbortedReadCheck.class, product, BOUNDED, Mix.ALL, Mix.ALL, Defect.PUBLISHES_UNCOMMITTED);
    }

    @ParameterizedTest
    @EnumSource(names = POSTGRES)
    void forgettingAParameter_answersOtherQuestions(Product product) throws Exception {
        assertFound(AnswerCheck.class, product, BOUNDED, Mix.ALL, Mix.ALL, Defect.FORGETS_A_PARAMETER);
    }

    @ParameterizedTest
    @EnumSource(names = POSTGRES)
    void invalidatingBeforeTheWriteOnly_missesOwnWrites(Product product) throws Exception {
        assertFound(OwnWriteCheck.class, product, BOUNDED, Mix.ALL, Mix.READS, Defect.INVALIDATES_BEFORE_ONLY);
    }

    @ParameterizedTest
    @EnumSource(names = POSTGRES)
    void invalidatingAfterTheWriteOnly_missesOwnWrites(Product product) throws Exception {
        assertFound(OwnWriteCheck.class, product, BOUNDED, Mix.ALL, Mix.READS, Defect.INVALIDATES_AFTER_ONLY);
    }

    @ParameterizedTest
    @EnumSource(names = POSTGRES)
    void forgettingSavepoints_showsUndoneValues(Product product) throws Exception {
        assertFound(AbortedReadCheck.class, product, BOUNDED, Mix.ALL, Mix.READS, Defect.FORGETS_SAVEPOINTS);
    }

    @ParameterizedTest
    @EnumSource
    void servingRepeatableReads_breaksSnapshots(Product product) throws Exception {
        assertFound(RepeatableReadCheck.class, product, BOUNDED, Mix.ALL, Mix.ALL, Defect.SERVES_REPEATABLE_READS);
    }

    @ParameterizedTest
    @EnumSource
    void servingLockingReads_losesUpdates(Product product) throws Exception {
        assertFound(LockedReadCheck.class, product, BOUNDED, Mix.ALL, Mix.READS, Defect.SERVES_LOCKING_READS);
    }

    private static void assertFound(
            Class<?> check, Product product, Contract contract, Mix covered, Mix raw, Defect... defects)
            throws Exception {
        Hunt.assertFound(check, seed -> run(seed, product, contract, covered, raw, defects));
    }

    private static Report run(long seed, Product product, Contract contract, Mix covered, Mix raw, Defect... defects)
            throws SQLException {
        SmallCache cache = new SmallCache(defects);
        try (TestDatabase database = product.server().createDatabase()) {
            BareDataSource bare = BareDataSource.of(database);
            return Consistency.run(Setting.in(product.dialect(), bare)
                    .operations(OPERATIONS)
                    .seed(seed)
                    .contract(contract)
                    .covered("jvm", cache.before(bare), cache::servedLast)
                    .coveredClients(3, covered)
                    .rawClients(1, raw, Duration.ZERO));
        }
    }
}

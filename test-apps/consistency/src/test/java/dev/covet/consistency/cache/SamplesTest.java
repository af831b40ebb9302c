package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.CacheRun.BOUNDED;
import static dev.covet.consistency.cache.CacheRun.assertClean;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.Contract;
import dev.covet.consistency.Report;
import dev.covet.consistency.cache.WrongFeed.Defect;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.features.cache.CacheSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that are compared with the database's own. */
class SamplesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_WRITES = 200;
    private static final CacheSettings OFTEN = BOUNDED.verifying(2);
    private static final String QUERY = "select name from pet where id = ?";

    private static TestDatabase pets() throws SQLException {
        TestDatabase database = CacheRun.database();
        try (Connection own = database.connect()) {
            Sql.execute(own, "create table pet (id int primary key, name text)", "insert into pet values (1, 'a')");
        }
        return database;
    }

    private static void warm(CachedJvm jvm, Connection covered) {
        Await.until("a hit", PATIENCE, () -> Ground.answer(covered, QUERY, 1), answer -> jvm.served());
    }

    /** Somebody else writes, and the application reads for as long as the cache needs to know of it. */
    private static boolean isDistrusted(CachedJvm jvm, Connection other, Connection covered, int write)
            throws SQLException {
        Sql.execute(other, "update pet set name = 'w" + write + "' where id = 1");
        long end = System.nanoTime() + 2 * OFTEN.staleness().toNanos();
        while (System.nanoTime() - end < 0 && !jvm.outcome().equals("distrusted")) {
            Ground.answer(covered, QUERY, 1);
        }
        return jvm.outcome().equals("distrusted");
    }

    @ParameterizedTest
    @EnumSource(names = {"LOSES", "EVERYTHING_REACHED"})
    void feedThatIsWrong_isFoundByTheCacheItself_whichAnswersNothingMore(Defect defect) throws SQLException {
        Set<Defect> defects =
                defect == Defect.LOSES ? EnumSet.of(defect) : EnumSet.of(Defect.EVERYTHING_REACHED, Defect.LATE);
        AtomicBoolean wrong = new AtomicBoolean(true);
        try (TestDatabase database = pets();
                TestDatabase second = pets();
                CachedJvm jvm = new CachedJvm(OFTEN, source -> wrong.get() ? WrongFeed.of(source, defects) : source);
                Connection other = database.connect();
                Connection covered = jvm.to(database).getConnection()) {
            warm(jvm, covered);
            boolean distrusted = false;
            for (int write = 1; write <= MOST_WRITES && !distrusted; write++) {
                distrusted = isDistrusted(jvm, other, covered, write);
            }
            assertThat(distrusted).isTrue();

            assertThat(jvm.violations()).containsExactly(QUERY);
            for (int i = 0; i < 10; i++) {
                assertThat(Ground.answer(covered, QUERY, 1)).isEqualTo(Ground.answer(other, QUERY, 1));
                assertThat(jvm.outcome()).isEqualTo("distrusted");
            }
            wrong.set(false);
            try (Connection elsewhere = jvm.to(second).getConnection()) {
                warm(jvm, elsewhere);
            }
            assertThat(jvm.errors()).isEmpty();
        }
    }

    @Test
    void everyAnswer_canBeCompared_andThenNoneIsGiven() throws SQLException {
        try (TestDatabase database = pets();
                CachedJvm jvm = new CachedJvm(BOUNDED.verifying(1));
                Connection covered = jvm.to(database).getConnection()) {
            Await.until(
                    "a comparison",
                    PATIENCE,
                    () -> Ground.answer(covered, QUERY, 1),
                    any -> jvm.outcome().equals("compared"));
            assertThat(jvm.hits()).isZero();
            assertThat(jvm.violations()).isEmpty();
        }
    }

    @Test
    void cacheThatIsRight_isNeverFoundWrong() throws Exception {
        Report report = CacheRun.report(
                OFTEN,
                Contract.bounded(OFTEN.staleness()),
                UnaryOperator.identity(),
                (setting, database) -> BoundedPostgresTest.reading(setting.served(1_000)));
        assertClean(report, 1_000);
    }

    @Test
    void cacheThatIsRight_amongAllKindsOfWrites_isNeverFoundWrong() throws Exception {
        Report report = CacheRun.report(
                OFTEN,
                Contract.bounded(OFTEN.staleness()),
                UnaryOperator.identity(),
                (setting, database) -> BoundedPostgresTest.settled(setting.served(50)));
        assertClean(report, 50);
    }
}

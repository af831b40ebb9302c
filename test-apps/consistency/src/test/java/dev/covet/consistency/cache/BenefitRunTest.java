package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.features.cache.CacheSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A table that is written before each time it is read. */
class BenefitRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String QUERY = "select name from pet where id = ?";

    private static String written(CachedJvm jvm, Connection covered, Connection other, int write) {
        try {
            Sql.execute(other, "update pet set name = 'w" + write + "' where id = 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        // As long as the write is under way nothing is kept anyway.
        return Await.until(
                "a decision",
                PATIENCE,
                () -> {
                    Ground.answer(covered, QUERY, 1);
                    return jvm.outcome();
                },
                outcome -> outcome.equals("miss") || outcome.equals("not paying"));
    }

    @Test
    void answersThatEndBeforeTheyAreGiven_areNotKept_untilThatChanges() throws SQLException {
        try (TestDatabase database = CacheRun.database();
                CachedJvm jvm =
                        new CachedJvm(CacheSettings.of(CacheSettings.Mode.ON).verifying(0));
                Connection other = jvm.to(database).getConnection();
                Connection covered = jvm.to(database).getConnection()) {
            Sql.execute(other, "create table pet (id int primary key, name text)", "insert into pet values (1, 'a')");
            AtomicInteger writes = new AtomicInteger();
            Await.until(
                    "keeping to end",
                    PATIENCE,
                    () -> written(jvm, covered, other, writes.incrementAndGet()),
                    "not paying"::equals);
            assertThat(jvm.hits()).isZero();

            Await.until("a hit", PATIENCE, () -> Ground.answer(covered, QUERY, 1), any -> jvm.served());
            for (int i = 0; i < 10; i++) {
                Await.until("hits", PATIENCE, () -> Ground.answer(covered, QUERY, 1), any -> jvm.served());
            }
            assertThat(jvm.errors()).isEmpty();
        }
    }
}

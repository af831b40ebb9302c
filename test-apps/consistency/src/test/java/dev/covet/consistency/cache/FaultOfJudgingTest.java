package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ForwardingFeed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A query that Covet fails to judge is not answered from the cache; others are, by the feed that was there before. */
class FaultOfJudgingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PET = "select name from pet where id = ?";
    private static final String TOY = "select name from toy where id = ?";

    /** Has a fault whenever somebody asks about toys. */
    private static final class Faulty extends ForwardingFeed {
        Faulty(ChangeFeed feed) {
            super(feed);
        }

        @Override
        public Set<String> untold(Collection<String> tables) throws SQLException {
            if (tables.contains("toy")) {
                throw new IllegalStateException("nobody has thought of toys");
            }
            return super.untold(tables);
        }
    }

    private static void warm(CachedJvm jvm, Connection covered, String name) {
        Await.until("a hit " + jvm.outcomes() + jvm.said(), PATIENCE, () -> {
            String answer = Ground.answer(covered, PET, 1);
            return jvm.served() && answer.contains(name);
        });
    }

    @Test
    void queryThatIsNotJudged_isNotAnswered_andTheOthersAreAsBefore() throws SQLException {
        try (TestDatabase database = CacheRun.database();
                Connection other = database.connect()) {
            Sql.execute(
                    other,
                    "create table pet (id int primary key, name text)",
                    "create table toy (id int primary key, name text)",
                    "insert into pet values (1, 'Rex')",
                    "insert into toy values (1, 'ball')");
            CachedJvm jvm = new CachedJvm(CacheRun.BOUNDED, source -> wishes -> new Faulty(source.open(wishes)));
            try (Connection covered = jvm.to(database).getConnection()) {
                warm(jvm, covered, "Rex");
                Await.until("that it is ruled out", PATIENCE, () -> {
                    Ground.answer(covered, TOY, 1);
                    return jvm.outcome().equals("ruled out");
                });
                for (int i = 0; i < 50; i++) {
                    Sql.execute(other, "update toy set name = 'ball " + i + "'");
                    assertThat(Ground.answer(covered, TOY, 1)).contains("ball " + i);
                    assertThat(jvm.served()).isFalse();
                }
                Sql.execute(other, "update pet set name = 'Bello'");
                warm(jvm, covered, "Bello");
                assertThat(jvm.errors())
                        .singleElement()
                        .asString()
                        .contains("COVET-2102", "nobody has thought of toys");
                assertThat(jvm.said()).containsExactly("following");
            } finally {
                jvm.close();
            }
        }
    }
}

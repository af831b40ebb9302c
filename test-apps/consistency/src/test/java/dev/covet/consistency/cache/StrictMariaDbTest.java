package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.ForwardingFeed;
import dev.covet.optimizer.engine.change.Moment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the level strict clients see what they would see without a cache, whatever the log tells of it. */
class StrictMariaDbTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROUNDS = 10;

    /** Takes long enough that waiting for the log is worth it. */
    private static final String QUERY = "select count(*), min(a.v) from t a join t b on a.v <> b.v + ?";

    private volatile boolean holds;
    private volatile boolean held;
    private volatile @Nullable Thread reader;

    /** Tells what it has held back once the reader waits for it. */
    private final class Waiting extends ForwardingFeed {
        private final Deque<Commit> commits = new ConcurrentLinkedDeque<>();

        Waiting(ChangeFeed feed) {
            super(feed);
        }

        @Override
        public void receive(long mostNanos, Consumer<Commit> to) throws SQLException {
            super.receive(mostNanos, commits::add);
            held = !commits.isEmpty();
            while (!holds && !commits.isEmpty()) {
                to.accept(commits.getFirst());
                commits.removeFirst();
            }
        }

        @Override
        public boolean reached(Moment moment) {
            if (Thread.currentThread() == reader) {
                holds = false;
            }
            return commits.isEmpty() && super.reached(moment);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncate table t", "set session binlog_format = 'STATEMENT';; update t set v = v + 1000"})
    void changeThatIsToldWithoutItsTable_isSeenAtOnce(String change) throws Exception {
        try (TestDatabase database = CacheRun.Kind.MARIADB.database();
                CachedJvm jvm = new CachedJvm(
                        StrictPostgresTest.STRICT.verifying(0), source -> wishes -> new Waiting(source.open(wishes)));
                Connection covered = jvm.to(database).getConnection()) {
            for (int round = 0; round < ROUNDS; round++) {
                try (Connection other = database.connect()) {
                    Sql.execute(
                            other,
                            "create or replace table t (id int primary key auto_increment, v int)",
                            "insert into t (v) select seq from seq_1_to_1500");
                    warm(jvm, covered, round);
                    holds = true;
                    Sql.execute(other, change.split(";;"));
                    Await.until("the change to be told of", PATIENCE, () -> held);
                    String expected = Ground.answer(other, QUERY, round);
                    reader = Thread.currentThread();
                    assertThat(Ground.answer(covered, QUERY, round)).isEqualTo(expected);
                } finally {
                    reader = null;
                    holds = false;
                }
            }
            assertThat(jvm.errors()).isEmpty();
        }
    }

    private static void warm(CachedJvm jvm, Connection covered, int value) {
        Await.until(
                "a hit " + jvm.outcomes(), PATIENCE, () -> Ground.answer(covered, QUERY, value), any -> jvm.served());
    }
}

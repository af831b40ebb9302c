package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.features.cache.CacheSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** One database with applications on it that share answers, and the bare driver beside. */
final class SharedGround implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    static final CacheSettings PATIENT = new CacheSettings(
                    CacheSettings.Mode.ON,
                    CacheSettings.Level.BOUNDED,
                    Duration.ofSeconds(4),
                    0,
                    1 << 20,
                    1_000,
                    "covet",
                    256L << 20,
                    List.of(),
                    1_000)
            .keepingAll();

    private final SharedStore store;
    private final TestDatabase database;
    private final String query;
    private final Connection other;
    private int last = 1;

    /**
     * With a store that has nothing yet.
     *
     * @param query with one value, which takes some milliseconds, so that it is worth asking another machine
     */
    SharedGround(SharedStore store, TestDatabase database, String query) throws SQLException {
        store.ask("FLUSHALL");
        this.store = store;
        this.database = database;
        this.query = query;
        this.other = database.connect();
    }

    TestDatabase database() {
        return database;
    }

    /** Of the bare driver. */
    Connection other() {
        return other;
    }

    CachedJvm jvm(UnaryOperator<ChangeSource> feeds) {
        return new CachedJvm(store.in(PATIENT), feeds);
    }

    CachedJvm jvm() {
        return jvm(UnaryOperator.identity());
    }

    /** Of a driver that is told this. */
    Connection told(CachedJvm jvm, String options) throws SQLException {
        return jvm.to(database.jdbcUrl(options), database).getConnection();
    }

    Connection connection(CachedJvm jvm, String... settings) throws SQLException {
        Connection made = jvm.to(database).getConnection();
        Sql.execute(made, settings);
        return made;
    }

    String asked(Connection connection, int id) {
        return Ground.answer(connection, query, id);
    }

    String bare(int id) {
        return asked(other, id);
    }

    /** The value that was asked for last. */
    int last() {
        return last;
    }

    /** One that nobody has asked for. */
    int next() {
        return ++last;
    }

    /** Until the JVM keeps answers of the query: what is asked next can be answered. */
    void warm(CachedJvm jvm, Connection connection) {
        boolean served = Await.whether(PATIENCE, () -> {
            asked(connection, 1);
            return jvm.served();
        });
        assertThat(served)
                .as(() -> jvm.outcomes() + " " + jvm.said() + jvm.errors())
                .isTrue();
    }

    /** Asks for something new until its answer has come to the store. */
    int fill(Connection connection) {
        return Await.until(
                "an answer in the store",
                PATIENCE,
                () -> {
                    int before = store.size();
                    asked(connection, next());
                    return Await.whether(Duration.ofMillis(500), () -> store.size() > before) ? last : 0;
                },
                id -> id != 0);
    }

    void assertShared(Connection from, CachedJvm jvm, Connection to) {
        boolean shared = Await.whether(PATIENCE, () -> {
            int id = fill(from);
            assertThat(asked(to, id)).isEqualTo(bare(id));
            return jvm.outcome().equals("shared hit");
        });
        assertThat(shared)
                .as(() -> jvm.outcomes() + " " + jvm.said() + jvm.errors())
                .isTrue();
    }

    void assertNotShared(Connection from, CachedJvm jvm, Connection to) {
        for (int round = 0; round < 10; round++) {
            Await.until("a miss", PATIENCE, () -> {
                asked(to, fill(from));
                assertThat(jvm.outcome()).isNotEqualTo("shared hit").isNotEqualTo("hit");
                return jvm.outcome().equals("miss");
            });
        }
    }

    @Override
    public void close() throws SQLException {
        other.close();
    }
}

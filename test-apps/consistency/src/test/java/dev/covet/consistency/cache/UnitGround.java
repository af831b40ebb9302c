package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.TestServers;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.validity.Exactness;
import dev.covet.optimizer.features.cache.CacheSettings;
import dev.covet.optimizer.features.cache.unit.Hold;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One database with a covered application on it that is answered within transactions and units only. */
final class UnitGround implements AutoCloseable {
    /** As long as an answer may be old where there is no snapshot: no test waits for its end but those about it. */
    static final Duration LONG = Duration.ofMinutes(1);

    private static final int MOST = 12;

    private final TestDatabase database;
    private final CachedJvm jvm;
    private final CachedJvm blind;
    private final Connection other;
    private final String url;
    private final List<String> followed = new ArrayList<>();

    private UnitGround(TestDatabase database, String url, Duration staleness) throws SQLException {
        this.database = database;
        this.url = url;
        this.other = database.connect();
        this.jvm = new CachedJvm(settings(staleness), this::noted);
        this.blind = new CachedJvm(settings(staleness), this::noted, Blind::new);
    }

    static CacheSettings settings(Duration staleness) {
        return new CacheSettings(
                CacheSettings.Mode.ON,
                CacheSettings.Level.TRANSACTION,
                staleness,
                0,
                1 << 20,
                1_000,
                "covet",
                256L << 20,
                List.of("excepted"),
                1_000);
    }

    /** A database of PostgreSQL of its own, after these statements. */
    static UnitGround postgres(Duration staleness, String... statements) throws SQLException {
        TestDatabase database = TestServers.postgres().createDatabase();
        // Else each fifth execution of a query has to be sent, whatever is kept.
        return of(database, database.jdbcUrl("prepareThreshold=0"), staleness, statements);
    }

    /** A database of MariaDB of its own, after these statements. */
    static UnitGround mariaDb(Duration staleness, String... statements) throws SQLException {
        TestDatabase database = TestServers.mariaDb().createDatabase();
        return of(database, database.jdbcUrl(), staleness, statements);
    }

    private static UnitGround of(TestDatabase database, String url, Duration staleness, String... statements)
            throws SQLException {
        UnitGround made = new UnitGround(database, url, staleness);
        made.sql(statements);
        return made;
    }

    /** Looks at nothing. */
    static final class Blind extends Hold {
        Blind(ConnectionSession session, Exactness exactness, long nanos) {
            super(session, exactness, nanos);
        }

        @Override
        protected boolean unchanged() {
            return true;
        }

        @Override
        protected boolean sameTransaction() {
            return true;
        }

        @Override
        protected boolean unwritten() {
            return true;
        }

        @Override
        protected boolean unheard() {
            return true;
        }

        @Override
        protected boolean inTime() {
            return true;
        }
    }

    /** Whoever is asked for changes has been asked for too much. */
    private ChangeSource noted(ChangeSource real) {
        return (ChangeSource) java.lang.reflect.Proxy.newProxyInstance(
                ChangeSource.class.getClassLoader(),
                new Class<?>[] {ChangeSource.class},
                (proxy, method, arguments) -> {
                    followed.add(method.getName());
                    return method.invoke(real, arguments);
                });
    }

    TestDatabase database() {
        return database;
    }

    CachedJvm jvm() {
        return jvm;
    }

    /** The one of a connection. */
    CachedJvm jvmOf(WrappedConnection connection) {
        return jvm.has(connection) ? jvm : blind;
    }

    /** Whether anybody was asked to tell of changes. */
    boolean followed() {
        return !followed.isEmpty();
    }

    /** A new covered connection. */
    Connection covered() throws SQLException {
        return jvm.to(url, database).getConnection();
    }

    /** A new covered connection of another user, whose password is the name. */
    Connection coveredAs(String user) throws SQLException {
        return jvm.to(url, database).getConnection(user, user);
    }

    /** A new connection that is answered wrongly. */
    Connection wrong() throws SQLException {
        return blind.to(url, database).getConnection();
    }

    /** Somebody else, on the bare driver, in autocommit. */
    Connection other() {
        return other;
    }

    /** Somebody else does this. */
    void sql(String... statements) throws SQLException {
        Sql.execute(other, statements);
    }

    boolean served() {
        return jvm.served();
    }

    /** Repeats a query until its answer comes from memory, and returns that answer. On the bare driver that is any. */
    String warm(Connection connection, String sql, @Nullable Object... values) {
        String answer = Ground.answer(connection, sql, values);
        if (connection instanceof WrappedConnection wrapped) {
            CachedJvm asked = jvmOf(wrapped);
            for (int i = 0; i < MOST && !asked.served(); i++) {
                answer = Ground.answer(connection, sql, values);
            }
            assertThat(asked.served())
                    .as("served %s (%s)", sql, asked.outcomes())
                    .isTrue();
        }
        return answer;
    }

    /** Repeats a query and asserts that it is never answered from memory, and why. */
    void assertNeverServed(Connection connection, String reason, String sql, @Nullable Object... values) {
        String last = "";
        for (int i = 0; i < MOST; i++) {
            Ground.answer(connection, sql, values);
            assertThat(jvm.served()).as(sql).isFalse();
            last = jvm.outcome();
        }
        assertThat(last).as(sql).isEqualTo(reason);
    }

    @Override
    public void close() throws SQLException {
        assertThat(followed).isEmpty();
        assertThat(jvm.errors()).isEmpty();
        assertThat(blind.errors()).isEmpty();
        other.close();
        database.close();
    }
}

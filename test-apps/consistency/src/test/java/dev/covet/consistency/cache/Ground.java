package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.ManagedEnd;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.features.cache.CacheSettings;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One database with a covered application on it, and the bare driver beside. */
final class Ground implements AutoCloseable {
    static final Duration STALENESS = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final CacheSettings SETTINGS = new CacheSettings(
                    CacheSettings.Mode.ON,
                    CacheSettings.Level.BOUNDED,
                    STALENESS,
                    0,
                    1 << 20,
                    1_000,
                    "covet",
                    256L << 20,
                    List.of(),
                    0)
            .keepingAll();

    /** What the cache says of queries that it may answer a little later. */
    private static final Set<String> UNDECIDED =
            Set.of("unjudged", "unfollowed", "changing", "late", "miss", "not paying");

    private final TestDatabase database;
    private final CachedJvm jvm;
    private final Connection other;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private Ground(TestDatabase database) throws SQLException {
        this.database = database;
        this.other = database.connect();
        this.jvm = new CachedJvm(SETTINGS, source -> HeldFeed.of(source, stopped::get));
    }

    /** This database, which is closed with it. */
    static Ground on(TestDatabase database) throws SQLException {
        return new Ground(database);
    }

    /** A database of its own, after these statements. */
    static Ground of(String... statements) throws SQLException {
        return of(CacheRun.Kind.POSTGRES, statements);
    }

    /** The same on another server, or by another driver. */
    static Ground of(CacheRun.Kind kind, String... statements) throws SQLException {
        Ground made = new Ground(kind.database());
        made.sql(statements);
        return made;
    }

    /** Something that is done with a connection. */
    interface Act {
        void on(Connection connection) throws Exception;
    }

    TestDatabase database() {
        return database;
    }

    /** A new covered connection. */
    Connection covered() throws SQLException {
        return jvm.to(database).getConnection();
    }

    /** A new covered connection of another user, whose password is the name. */
    Connection coveredAs(String user) throws SQLException {
        return jvm.to(database).getConnection(user, user);
    }

    /** A new covered connection with this parameter for the driver. */
    Connection covered(String parameter) throws SQLException {
        return jvm.to(database.jdbcUrl(parameter), database).getConnection();
    }

    /** Covers a connection that a transaction manager may lead. */
    Connection cover(Connection made) {
        return jvm.cover(made, database.jdbcUrl(), database.user(), database.password());
    }

    /** The same by this address. */
    Connection cover(Connection made, String url) {
        return jvm.cover(made, url, database.user(), database.password());
    }

    /** By what the changes of its database would be followed. */
    static Object sourceOf(Connection covered) {
        return ((WrappedConnection) covered).session().changeSource();
    }

    /** So much time passes, with nobody asking for anything. */
    void putForward(Duration time) {
        jvm.putForward(time);
    }

    /** A transaction manager decides. */
    ManagedEnd managedEnd() {
        return jvm.managedEnd();
    }

    /** Somebody else, on the bare driver, in autocommit. */
    Connection other() {
        return other;
    }

    /** Somebody else does this. */
    void sql(String... statements) throws SQLException {
        Sql.execute(other, statements);
    }

    /** Nobody is told of commits from now on: only its own writes the JVM knows of. */
    void holdBack() {
        stopped.set(true);
    }

    /** All that was held back is told. */
    void letGo() {
        stopped.set(false);
    }

    /** Whether the last execution of this thread was answered from the cache. */
    boolean served() {
        return jvm.served();
    }

    /** How often the cache has answered until now. */
    long hits() {
        return jvm.hits();
    }

    /** How often the cache has done this until now. */
    long count(String outcome) {
        return jvm.count(outcome);
    }

    /** What the cache did at the last execution of this thread. */
    String outcome() {
        return jvm.outcome();
    }

    /** Repeats a query until its answer comes from the cache; returns that answer. */
    String warm(Connection covered, String sql, @Nullable Object... values) {
        return Await.until(
                "a hit of " + sql + " (" + jvm.outcomes() + jvm.said() + ")",
                PATIENCE,
                () -> answer(covered, sql, values),
                answer -> served());
    }

    /** Repeats a query until it is certain that it is not answered from the cache, and asserts that it never was. */
    void assertNeverServed(Connection covered, String sql, @Nullable Object... values) {
        for (int certain = 0; certain < 3; certain++) {
            Await.until(
                    "a decision about " + sql,
                    PATIENCE,
                    () -> {
                        answer(covered, sql, values);
                        assertThat(served()).as(sql).isFalse();
                        return jvm.outcome();
                    },
                    outcome -> !UNDECIDED.contains(outcome));
        }
    }

    /** The database is not followed, and it was said why. */
    void assertNotFollowed(Connection covered, String sql) {
        Await.until("a reason", PATIENCE, () -> {
            answer(covered, sql);
            return !jvm.said().isEmpty();
        });
        for (int i = 0; i < 5; i++) {
            answer(covered, sql);
            assertThat(jvm.outcome()).isEqualTo("unfollowed");
        }
        assertThat(jvm.said()).doesNotContain("following");
    }

    /** From now on each has a transaction that only reads. */
    static void beginReadOnly(Connection... connections) throws SQLException {
        for (Connection each : connections) {
            each.setReadOnly(true);
            each.setAutoCommit(false);
        }
    }

    /** Waits until nobody may be shown any more what was so before. */
    void pass() {
        long end = System.nanoTime() + STALENESS.toNanos();
        Await.until("the time that answers may be behind", PATIENCE, () -> System.nanoTime() - end > 0);
    }

    /** The query answers the same through the cover as bare, to somebody like the one who is connected there. */
    void assertSame(Connection covered, Connection bare, String sql, @Nullable Object... values) {
        String expected = answer(bare, sql, values);
        assertThat(answer(covered, sql, values)).as(sql).isEqualTo(expected);
    }

    /** The query answers what somebody else is told, now and once it is kept anew. */
    void assertCurrent(Connection covered, String sql, @Nullable Object... values) {
        assertSame(covered, other, sql, values);
    }

    /** After another's change: all who ask late enough see it. */
    void assertCurrentInTime(Connection covered, String sql, @Nullable Object... values) {
        pass();
        assertSame(covered, other, sql, values);
        for (int i = 0; i < 4; i++) {
            assertSame(covered, other, sql, values);
        }
    }

    /** The same, or the state of the error. */
    static String answer(Connection connection, String sql, @Nullable Object... values) {
        try {
            return told(connection, sql, values);
        } catch (SQLException e) {
            return "error " + e.getSQLState();
        }
    }

    /** All that a prepared query says of its columns and rows; each of them as text and as object. */
    static String told(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return told(rows);
            }
        }
    }

    /** What is left of the rows. */
    static String told(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        StringBuilder told = new StringBuilder();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            told.append(columns.getColumnLabel(i)).append(':').append(columns.getColumnTypeName(i));
            told.append(' ');
        }
        while (rows.next()) {
            told.append('\n');
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                Object value = rows.getObject(i);
                // The driver writes these otherwise when they came in binary.
                boolean either = value instanceof Array || value instanceof byte[];
                told.append(either ? "" : rows.getString(i)).append('=').append(shown(value));
                told.append(rows.wasNull() ? " null|" : "|");
            }
        }
        return told.toString();
    }

    private static String shown(@Nullable Object value) throws SQLException {
        if (value == null) {
            return "";
        }
        if (value instanceof Array array) {
            return Arrays.deepToString((Object[]) array.getArray());
        }
        String text = value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
        return value.getClass().getSimpleName() + ' ' + text;
    }

    List<String> errors() {
        return jvm.errors();
    }

    @Override
    public void close() throws SQLException {
        try (database;
                other) {
            jvm.close();
            assertThat(jvm.errors()).isEmpty();
        }
    }
}

package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.features.cache.CacheSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts that are executed at once, with their values in them: a hit shows what the database's answer shows. */
class PlainStatementsTest {
    private static final String QUERY = "select id, v, n, d from t where id < 4 order by id";
    private static final String INSERT = "insert into kept (v) values ('x')";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Map<Kind, Ground> GROUNDS = new EnumMap<>(Kind.class);

    private static Ground ground(Kind kind) throws SQLException {
        Ground known = GROUNDS.get(kind);
        if (known == null) {
            boolean postgres = kind == Kind.POSTGRES;
            known = Ground.of(
                    kind,
                    "create table t (id int primary key, v varchar(20), n numeric(10, 2), d double precision)",
                    "insert into t values (1, 'one', 1.5, 1e10), (2, 'two', 2.5, 0.1), (3, 'three', 3.5, null)",
                    "create table kept (id " + (postgres ? "serial" : "int auto_increment")
                            + " primary key, v varchar(9))");
            GROUNDS.put(kind, known);
        }
        return known;
    }

    @AfterAll
    static void close() throws SQLException {
        for (Ground ground : GROUNDS.values()) {
            ground.close();
        }
    }

    /** How a statement is made, set, and used before. */
    private interface Shape {
        Statement of(Connection connection) throws SQLException;
    }

    private interface Setting {
        void on(Statement statement) throws SQLException;
    }

    private static Shape set(Setting setting) {
        return connection -> {
            Statement made = connection.createStatement();
            setting.on(made);
            return made;
        };
    }

    /** Runs the text, in one of the ways that JDBC has, and tells all that shows. */
    private interface Way {
        void run(Statement statement, String sql, StringBuilder seen) throws SQLException;
    }

    private static final Map<String, Shape> SHAPES = new LinkedHashMap<>();
    private static final Map<String, Way> WAYS = new LinkedHashMap<>();

    static {
        SHAPES.put("as it is", set(s -> {}));
        SHAPES.put("two rows", set(s -> s.setMaxRows(2)));
        SHAPES.put("one row", set(s -> s.setMaxRows(1)));
        SHAPES.put("few at once", set(s -> s.setFetchSize(2)));
        SHAPES.put("short fields", set(s -> s.setMaxFieldSize(2)));
        SHAPES.put("no escapes", set(s -> s.setEscapeProcessing(false)));
        SHAPES.put("closing itself", set(Statement::closeOnCompletion));
        SHAPES.put("with a timeout", set(s -> s.setQueryTimeout(9)));
        SHAPES.put("with a batch", set(s -> s.addBatch(INSERT)));
        SHAPES.put("after keys", set(s -> s.executeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS)));
        SHAPES.put("after failed keys", set(PlainStatementsTest::failWithKeys));
        SHAPES.put("after an error", set(s -> fail(s, "select nothing from nowhere")));
        SHAPES.put(
                "after rows",
                set(s -> s.executeQuery("select v from t order by v").next()));
        SHAPES.put("after a count", set(s -> s.executeUpdate("update kept set v = v where id < 3")));
        SHAPES.put("scrolling", c -> c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY));
        SHAPES.put("updating", c -> c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE));
        SHAPES.put(
                "holding",
                c -> c.createStatement(
                        ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT));
        WAYS.put("query", (s, sql, seen) -> told(s, s.executeQuery(sql), seen));
        WAYS.put("execute", (s, sql, seen) -> {
            seen.append(s.execute(sql)).append(s.getUpdateCount());
            told(s, s.getResultSet(), seen);
        });
        WAYS.put("with keys", (s, sql, seen) -> {
            seen.append(s.execute(sql, Statement.RETURN_GENERATED_KEYS));
            told(s, s.getResultSet(), seen);
        });
        WAYS.put("without keys", (s, sql, seen) -> {
            seen.append(s.execute(sql, Statement.NO_GENERATED_KEYS));
            told(s, s.getResultSet(), seen);
        });
        WAYS.put("more results", (s, sql, seen) -> {
            ResultSet rows = s.executeQuery(sql);
            seen.append(s.getMoreResults()).append(s.getUpdateCount()).append(rows.isClosed());
        });
    }

    private static void fail(Statement statement, String sql) {
        assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
    }

    private static void failWithKeys(Statement statement) {
        assertThatThrownBy(() ->
                        statement.executeUpdate("insert into nowhere values (1)", Statement.RETURN_GENERATED_KEYS))
                .isInstanceOf(SQLException.class);
    }

    private static void told(Statement statement, ResultSet rows, StringBuilder seen) throws SQLException {
        seen.append(rows.getType()).append(rows.getConcurrency()).append(rows.getFetchSize());
        seen.append(rows.isBeforeFirst()).append(rows.getStatement() == statement);
        seen.append(rows.getWarnings()).append(Ground.told(rows)).append(rows.isAfterLast());
        if (rows.getType() != ResultSet.TYPE_FORWARD_ONLY) {
            seen.append(rows.absolute(-2)).append(rows.getInt(1)).append(rows.first());
        }
        rows.close();
        seen.append(statement.isClosed());
    }

    /** All that shows of one execution, or the state of its error. */
    private static String seen(Statement statement, Way way, String sql) {
        StringBuilder seen = new StringBuilder();
        try {
            way.run(statement, sql, seen);
            if (!statement.isClosed()) {
                seen.append(statement.getUpdateCount()).append(statement.getMoreResults());
                seen.append(statement.getLargeUpdateCount()).append(statement.getResultSet());
                seen.append(statement.getWarnings()).append(keys(statement));
                // What the next execution does shows what this one has left.
                seen.append(statement.executeUpdate("update kept set v = 'y' where id = 0"));
                seen.append(keys(statement)).append(statement.getMaxRows()).append(statement.getFetchSize());
            }
        } catch (SQLException e) {
            seen.append(" error ").append(e.getSQLState());
        }
        return seen.toString();
    }

    private static String keys(Statement statement) {
        try (ResultSet keys = statement.getGeneratedKeys()) {
            return keys == null ? "null" : "" + keys.next();
        } catch (SQLException e) {
            return "error " + e.getSQLState();
        }
    }

    private static String plain(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return Ground.told(rows);
        } catch (SQLException e) {
            return "error " + e.getSQLState();
        }
    }

    private static String warm(Ground ground, Connection covered, String sql) {
        return Await.until("a hit of " + sql, PATIENCE, () -> plain(covered, sql), known -> ground.served());
    }

    private static boolean assertSame(Ground ground, Connection covered, String shape, String way) throws SQLException {
        Shape shaped = Objects.requireNonNull(SHAPES.get(shape));
        Way run = Objects.requireNonNull(WAYS.get(way));
        String expected;
        try (Statement theirs = shaped.of(ground.other())) {
            expected = seen(theirs, run, QUERY);
        }
        try (Statement mine = shaped.of(covered)) {
            long before = ground.hits();
            assertThat(seen(mine, run, QUERY)).as(shape + ", " + way).isEqualTo(expected);
            return ground.hits() > before;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB", "MARIADB_BY_MYSQL"})
    void statementOfAnyShape_showsWhatTheBareOneShows(Kind kind) throws SQLException {
        Ground ground = ground(kind);
        try (Connection covered = ground.covered()) {
            warm(ground, covered, QUERY);
            for (String shape : SHAPES.keySet()) {
                for (String way : WAYS.keySet()) {
                    boolean never = shape.equals("updating") || way.endsWith(" keys");
                    for (int i = 0; i < 4; i++) {
                        boolean served = assertSame(ground, covered, shape, way);
                        assertThat(served && never).as(shape + ", " + way).isFalse();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB", "MARIADB_BY_MYSQL"})
    void statementOfMostShapes_isServed(Kind kind) throws SQLException {
        Ground ground = ground(kind);
        // What has failed may have written anything, and MariaDB's driver streams by the fetch size.
        Set<String> refused =
                Set.of("updating", "after failed keys", "after an error", kind == Kind.MARIADB ? "few at once" : "");
        try (Connection covered = ground.covered()) {
            for (String shape : SHAPES.keySet()) {
                for (String way : List.of("query", "execute", "more results")) {
                    if (!refused.contains(shape)) {
                        Await.until("a hit of " + shape + ", " + way, PATIENCE, () -> {
                            try {
                                return assertSame(ground, covered, shape, way);
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        });
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB", "MARIADB_BY_MYSQL"})
    void changesByAnybody_showAtOnceOrInTime(Kind kind) throws SQLException {
        Ground ground = ground(kind);
        String sql = "select v from t where id = 2";
        try (Connection covered = ground.covered();
                Connection another = ground.covered()) {
            warm(ground, covered, sql);
            Sql.execute(another, "update t set v = 'mine' where id = 2");
            assertThat(plain(covered, sql)).contains("mine");
            warm(ground, covered, sql);
            ground.sql("update t set v = 'other' where id = 2");
            ground.pass();
            assertThat(plain(covered, sql)).contains("other");
            ground.sql("update t set v = 'two' where id = 2");
            ground.pass();
        }
    }

    /** The same text, first prepared and then not: the session must not be shown the older of two answers. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB", "MARIADB_BY_MYSQL"})
    void preparedAndPlain_neverShowOlderThanTheOther(Kind kind) throws SQLException {
        Ground ground = ground(kind);
        String sql = "select v from t where id = 1";
        try (Connection covered = ground.covered()) {
            warm(ground, covered, sql);
            ground.warm(covered, sql);
            ground.holdBack();
            ground.sql("update t set v = 'new' where id = 1");
            // Of this very text there is an answer in each form; one is asked for anew, as another statement's settings
            // are new.
            try (Statement one = covered.createStatement()) {
                one.setMaxRows(1);
                ResultSet rows = one.executeQuery(sql);
                rows.next();
                if (rows.getString(1).equals("new")) {
                    assertThat(plain(covered, sql)).contains("new");
                    assertThat(Ground.told(covered, sql)).contains("new");
                }
            }
            ground.letGo();
            ground.sql("update t set v = 'one' where id = 1");
            ground.pass();
        }
    }

    @Test
    void formatsOfPreparedAndPlain_stayApart() throws SQLException {
        Ground ground = ground(Kind.POSTGRES);
        String sql = "select d from t where id = 1";
        try (Connection covered = ground.covered("prepareThreshold=2");
                Connection bare = ground.database().connect("prepareThreshold=2")) {
            for (int i = 0; i < 12; i++) {
                Ground.told(bare, sql);
                Ground.told(covered, sql);
                plain(covered, sql);
            }
            for (int i = 0; i < 4; i++) {
                assertThat(plain(covered, sql)).isEqualTo(plain(bare, sql));
                assertThat(Ground.told(covered, sql)).isEqualTo(Ground.told(bare, sql));
            }
            assertThat(plain(bare, sql)).isNotEqualTo(Ground.told(bare, sql));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB", "MARIADB_BY_MYSQL"})
    void escapes_meanWhatTheStatementIsSetTo(Kind kind) throws SQLException {
        Ground ground = ground(kind);
        String sql = "select v from t where {fn abs(id)} = 1";
        try (Connection covered = ground.covered()) {
            String expected = plain(ground.other(), sql);
            for (int i = 0; i < 8; i++) {
                assertThat(plain(covered, sql)).isEqualTo(expected);
            }
            try (Statement mine = covered.createStatement();
                    Statement theirs = ground.other().createStatement()) {
                mine.setEscapeProcessing(false);
                theirs.setEscapeProcessing(false);
                Way query = (s, text, seen) -> told(s, s.executeQuery(text), seen);
                assertThat(seen(mine, query, sql)).isEqualTo(seen(theirs, query, sql));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB", "MARIADB_BY_MYSQL"})
    void textsThatComeOnce_areNeitherKeptNorJudged(Kind kind) throws SQLException {
        Ground ground = ground(kind);
        try (Connection covered = ground.covered()) {
            warm(ground, covered, QUERY);
            long missed = ground.count("miss");
            long ruled = ground.count("ruled out");
            for (int i = 1000; i < 4000; i++) {
                plain(covered, "select v from t where id = " + i);
            }
            assertThat(ground.count("miss")).isEqualTo(missed);
            assertThat(ground.count("ruled out")).isEqualTo(ruled);
            warm(ground, covered, QUERY);
        }
    }

    /** With the levels that follow nothing. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void withinATransaction_andForATime_textsAreAnswered(Kind kind) throws SQLException {
        TestDatabase database = ground(kind).database();
        CacheSettings on = CacheSettings.of(CacheSettings.Mode.ON).keepingAll();
        try (CachedJvm jvm = new CachedJvm(on.at(CacheSettings.Level.TRANSACTION));
                Connection covered = jvm.to(database).getConnection()) {
            covered.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            covered.setAutoCommit(false);
            Await.until("a hit " + jvm.outcomes(), PATIENCE, () -> {
                assertThat(plain(covered, QUERY)).isEqualTo(plainOf(kind, QUERY));
                return jvm.served();
            });
            Sql.execute(covered, "update t set v = 'within' where id = 1");
            assertThat(plain(covered, QUERY)).contains("within");
            covered.rollback();
            assertThat(jvm.errors()).isEmpty();
        }
        try (CachedJvm jvm = new CachedJvm(on.at(CacheSettings.Level.TTL).with(List.of("table:t ttl=1h")));
                Connection covered = jvm.to(database).getConnection()) {
            Await.until("a hit " + jvm.outcomes(), PATIENCE, () -> {
                assertThat(plain(covered, QUERY)).isEqualTo(plainOf(kind, QUERY));
                return jvm.served();
            });
            Sql.execute(covered, "update t set v = 'mine' where id = 1");
            assertThat(plain(covered, QUERY)).contains("mine");
            Sql.execute(covered, "update t set v = 'one' where id = 1");
            assertThat(plain(covered, QUERY)).isEqualTo(plainOf(kind, QUERY));
            assertThat(jvm.errors()).isEmpty();
        }
    }

    private static String plainOf(Kind kind, String sql) {
        try {
            return plain(ground(kind).other(), sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.time.Await;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PGobject;

/** What comes from the cache is what the driver would have given, to the last method of JDBC. */
class ResultPitfallsTest {
    private static final String QUERY = "select id, b, d, z, a, j, n from t order by id";

    private static Ground ground;

    @BeforeAll
    static void open() throws SQLException {
        ground = Ground.of(
                "create table t (id int primary key, b bytea, d date, z timestamp, a int[], j jsonb, n numeric(10, 2))",
                "insert into t select n, '\\x010203', '2026-01-01', '2026-01-01 12:00', '{1,2}', '{\"k\": 1}', n + 0.5"
                        + " from generate_series(1, 5) n",
                "create table large (id int primary key, v text)",
                "insert into large select n, repeat('x', 2000) from generate_series(1, 900) n",
                "create table many (id int primary key)",
                "insert into many select generate_series(1, 1001)",
                "create table texts (v text primary key)",
                "insert into texts values ('1'), ('1.0'), ('01'), ('2026-01-01')");
    }

    @AfterAll
    static void close() throws SQLException {
        ground.close();
    }

    /** One way to bind a value. */
    private record Binding(String name, Binder binder) {
        @Override
        public String toString() {
            return name;
        }
    }

    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private static Binding by(String name, Binder binder) {
        return new Binding(name, binder);
    }

    private static final List<Binding> BINDINGS = List.of(
            by("int", s -> s.setInt(1, 1)),
            by("long", s -> s.setLong(1, 1)),
            by("short", s -> s.setShort(1, (short) 1)),
            by("text", s -> s.setString(1, "1")),
            by("other text", s -> s.setString(1, "01")),
            by("untyped text", s -> s.setObject(1, "1", Types.OTHER)),
            by("text as a number", s -> s.setObject(1, "1", Types.INTEGER)),
            by("number as text", s -> s.setObject(1, 1, Types.VARCHAR)),
            by("decimal", s -> s.setBigDecimal(1, new BigDecimal("1"))),
            by("decimal of another scale", s -> s.setBigDecimal(1, new BigDecimal("1.0"))),
            by("decimal of a given scale", s -> s.setObject(1, new BigDecimal("1.26"), Types.NUMERIC, 1)),
            by("double", s -> s.setDouble(1, 1)),
            by("float", s -> s.setFloat(1, 1)),
            by("true", s -> s.setBoolean(1, true)),
            by("null", s -> s.setNull(1, Types.INTEGER)),
            by("null text", s -> s.setNull(1, Types.VARCHAR)),
            by("null object", s -> s.setObject(1, null)),
            by("date", s -> s.setDate(1, Date.valueOf("2026-01-01"))),
            by("local date", s -> s.setObject(1, LocalDate.of(2026, 1, 1))),
            by("timestamp", s -> s.setTimestamp(1, Timestamp.valueOf("2026-01-01 12:00:00"))),
            by(
                    "timestamp of another zone",
                    s -> s.setTimestamp(
                            1,
                            Timestamp.valueOf("2026-01-01 12:00:00"),
                            Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo")))),
            by("bytes", s -> s.setBytes(1, new byte[] {49})),
            by("array", s -> s.setArray(1, s.getConnection().createArrayOf("int4", new Integer[] {1}))),
            by("array of texts", s -> s.setArray(1, s.getConnection().createArrayOf("text", new String[] {"1"}))),
            by("object of the driver", s -> {
                PGobject json = new PGobject();
                json.setType("jsonb");
                json.setValue("1");
                s.setObject(1, json);
            }));

    private static String found(Connection connection, String sql, Binding binding) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.binder.bind(statement);
            return told(statement);
        }
    }

    private static String told(PreparedStatement statement) {
        try (ResultSet rows = statement.executeQuery()) {
            return Ground.told(rows);
        } catch (SQLException e) {
            return "error " + e.getSQLState();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select v from texts where v = ?::text order by v",
                "select id, to_json(?) from many where id < 3 order by id",
                "select id from t where id::text = ?::text order by id",
                "select id from t where d::text < ?::text order by id"
            })
    void values_areToldApartByTypes(String sql) throws SQLException {
        try (Connection covered = ground.covered()) {
            ground.warm(covered, QUERY);
            for (int i = 0; i < 12; i++) {
                for (Binding binding : BINDINGS) {
                    assertThat(found(covered, sql, binding))
                            .as(binding.name)
                            .isEqualTo(found(ground.other(), sql, binding));
                }
            }
        }
    }

    @Test
    void dateThatIsBoundInAnotherZone_isAnotherValue() throws SQLException {
        String sql = "select id, z < ? as before from t order by id";
        Timestamp bound = new Timestamp(1_767_268_800_000L);
        TimeZone usual = TimeZone.getDefault();
        try (Connection covered = ground.covered()) {
            ground.warm(covered, sql, bound);
            for (String zone : List.of("Asia/Tokyo", "America/Los_Angeles")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                for (int i = 0; i < 4; i++) {
                    ground.assertCurrent(covered, sql, bound);
                }
            }
        } finally {
            TimeZone.setDefault(usual);
        }
    }

    @Test
    void mutableValue_isCopiedWhenItIsBound() throws SQLException {
        String sql = "select id from t where d = ? order by id";
        try (Connection covered = ground.covered()) {
            ground.warm(covered, sql, Date.valueOf("2026-01-01"));
            try (PreparedStatement statement = covered.prepareStatement(sql)) {
                Date date = Date.valueOf("2026-01-01");
                statement.setDate(1, date);
                date.setTime(0);
                assertThat(told(statement)).contains("\n1=");
                statement.setDate(1, date);
                assertThat(told(statement)).doesNotContain("\n1=");
            }
        }
    }

    /** How a statement is made or set before it is executed. */
    private interface Shape {
        PreparedStatement of(Connection connection) throws SQLException;
    }

    private static PreparedStatement set(PreparedStatement statement, Binder setting) throws SQLException {
        setting.bind(statement);
        return statement;
    }

    private static List<Shape> shapes() {
        return List.of(
                c -> c.prepareStatement(QUERY),
                c -> set(c.prepareStatement(QUERY), s -> s.setMaxRows(2)),
                c -> set(c.prepareStatement(QUERY), s -> s.setMaxRows(3)),
                c -> set(c.prepareStatement(QUERY), s -> s.setFetchSize(2)),
                c -> set(c.prepareStatement(QUERY), s -> s.setMaxFieldSize(2)),
                c -> set(c.prepareStatement(QUERY), s -> s.setEscapeProcessing(false)),
                c -> set(c.prepareStatement(QUERY), s -> s.closeOnCompletion()),
                c -> set(c.prepareStatement(QUERY), s -> s.setPoolable(true)),
                c -> set(c.prepareStatement(QUERY), s -> s.setQueryTimeout(9)),
                c -> c.prepareStatement(QUERY, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY),
                c -> c.prepareStatement(QUERY, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE),
                c -> c.prepareStatement(
                        QUERY,
                        ResultSet.TYPE_FORWARD_ONLY,
                        ResultSet.CONCUR_READ_ONLY,
                        ResultSet.HOLD_CURSORS_OVER_COMMIT),
                c -> c.prepareCall(QUERY));
    }

    /** All that an execution shows, by the methods that differ from statement to statement. */
    private static String seen(PreparedStatement statement, boolean executes) throws SQLException {
        StringBuilder seen = new StringBuilder();
        ResultSet rows = executes && statement.execute() ? statement.getResultSet() : statement.executeQuery();
        seen.append(rows.getType()).append(rows.getConcurrency()).append(rows.getFetchSize());
        seen.append(rows.isBeforeFirst())
                .append(rows.getStatement() == statement)
                .append(rows.getWarnings());
        seen.append(Ground.told(rows)).append(rows.isAfterLast());
        if (rows.getType() != ResultSet.TYPE_FORWARD_ONLY) {
            seen.append(rows.last()).append(rows.getRow()).append(rows.first()).append(rows.absolute(-2));
            seen.append(rows.getInt(1)).append(rows.relative(-1)).append(rows.getInt("ID"));
        }
        rows.close();
        seen.append(statement.isClosed());
        if (!statement.isClosed()) {
            seen.append(statement.getUpdateCount()).append(statement.getMoreResults());
            seen.append(statement.getUpdateCount()).append(statement.getWarnings());
            seen.append(statement.getMetaData().getColumnCount()).append(statement.getMaxRows());
        }
        return seen.toString();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void statementOfAnyShape_answersAsBare(Shape shape) throws SQLException {
        for (String address : List.of("prepareThreshold=5", "prepareThreshold=0", "prepareThreshold=-1")) {
            try (Connection covered = ground.covered(address);
                    Connection bare = ground.database().connect(address)) {
                ground.warm(covered, QUERY);
                for (int i = 0; i < 8; i++) {
                    try (PreparedStatement mine = shape.of(covered);
                            PreparedStatement theirs = shape.of(bare)) {
                        assertThat(seen(mine, i % 2 == 0)).isEqualTo(seen(theirs, i % 2 == 0));
                        if (!mine.isClosed()) {
                            assertThat(seen(mine, false)).isEqualTo(seen(theirs, false));
                        }
                    }
                }
            }
        }
    }

    @Test
    void cursorOfTransaction_staysOne() throws SQLException {
        try (Connection covered = ground.covered()) {
            ground.warm(covered, QUERY);
            Ground.beginReadOnly(covered);
            ground.warm(covered, QUERY);
            try (PreparedStatement statement = covered.prepareStatement(QUERY)) {
                statement.setFetchSize(2);
                assertThat(told(statement)).contains("\n5=");
                assertThat(ground.served()).isFalse();
            }
            covered.rollback();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepareThreshold=0", "prepareThreshold=-1", "prepareThreshold=2"})
    void valuesThatAReaderWritesInto_areItsOwn(String address) throws Exception {
        String sql = "select id, b, d, z, a, j from t where id = 1";
        try (Connection covered = ground.covered(address);
                Connection bare = ground.database().connect(address)) {
            String expected = Ground.told(bare, sql);
            int[] hits = new int[1];
            Await.until("hits", Duration.ofSeconds(10), () -> {
                spoil(covered, sql);
                hits[0] += ground.served() ? 1 : 0;
                return hits[0] > 5;
            });
            assertThat(ground.warm(covered, sql)).isEqualTo(expected);
        }
    }

    private static void spoil(Connection connection, String sql) {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            assertThat(rows.getBytes(2)).containsExactly(1, 2, 3);
            rows.getBytes(2)[0] = 9;
            rows.getDate(3).setTime(0);
            rows.getTimestamp(4).setTime(0);
            Array array = rows.getArray(5);
            ((Integer[]) array.getArray())[0] = 9;
            ((PGobject) rows.getObject(6)).setValue("{}");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void largeAnswer_isNotKept() throws SQLException {
        try (Connection covered = ground.covered()) {
            ground.warm(covered, "select id from many where id < 1001");
            for (String sql : List.of("select * from large", "select * from many")) {
                String expected = Ground.told(ground.other(), sql);
                for (int i = 0; i < 12; i++) {
                    assertThat(Ground.told(covered, sql)).isEqualTo(expected);
                    assertThat(ground.served()).isFalse();
                }
            }
        }
    }

    @Test
    void emptyAnswer_isAnsweredAsBare() throws SQLException {
        String sql = "select * from t where id = ?";
        try (Connection covered = ground.covered()) {
            assertThat(ground.warm(covered, sql, 77)).isEqualTo(Ground.told(ground.other(), sql, 77));
        }
    }

    @Test
    void errors_areNotKept() throws SQLException {
        String sql = "select 1 / (id - ?) from t order by id";
        try (Connection covered = ground.covered()) {
            ground.warm(covered, sql, 7);
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> Ground.told(covered, sql, 1)).isInstanceOf(SQLException.class);
            }
            assertThat(ground.warm(covered, sql, 7)).isEqualTo(Ground.told(ground.other(), sql, 7));
        }
    }

    @Test
    void failedTransaction_staysFailed() throws SQLException {
        try (Connection covered = ground.covered()) {
            ground.warm(covered, QUERY);
            Ground.beginReadOnly(covered);
            ground.warm(covered, QUERY);
            assertThatThrownBy(() -> Sql.execute(covered, "select 1 / 0")).isInstanceOf(SQLException.class);
            assertThat(Ground.answer(covered, QUERY)).isEqualTo("error 25P02");
            covered.rollback();
            ground.assertCurrent(covered, QUERY);
        }
    }

    @Test
    void connectionThatIsGone_fails() throws SQLException {
        Connection covered = ground.covered();
        ground.warm(covered, QUERY);
        PreparedStatement statement = covered.prepareStatement(QUERY);
        covered.close();
        assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> covered.prepareStatement(QUERY)).isInstanceOf(SQLException.class);
    }

    @Test
    void statementThatIsClosed_fails() throws SQLException {
        try (Connection covered = ground.covered()) {
            ground.warm(covered, QUERY);
            PreparedStatement statement = covered.prepareStatement(QUERY);
            ResultSet rows = statement.executeQuery();
            rows.next();
            rows = statement.executeQuery();
            assertThat(ground.served()).isTrue();
            statement.close();
            ResultSet ended = rows;
            assertThatThrownBy(ended::next).isInstanceOf(SQLException.class);
            assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void commitWhoseOutcomeIsUnknown_isSeenByAllInTime() throws Exception {
        String sql = "select v from texts order by v";
        try (Connection covered = ground.covered();
                Connection second = ground.covered()) {
            ground.warm(second, sql);
            String process = Sql.value(covered, "select pg_backend_pid()");
            covered.setAutoCommit(false);
            Sql.execute(covered, "insert into texts values ('of unknown outcome')");
            ground.sql("alter system set synchronous_standby_names to 'nobody'", "select pg_reload_conf()");
            Thread killer = new Thread(() -> kill(process));
            try {
                Await.until("the session to know the setting", Duration.ofSeconds(5), () -> nobodyStandsBy(covered));
                killer.start();
                assertThatThrownBy(covered::commit).isInstanceOf(SQLException.class);
                killer.join();
            } finally {
                ground.sql("alter system reset synchronous_standby_names", "select pg_reload_conf()");
            }
            ground.assertCurrentInTime(second, sql);
            assertThat(Ground.told(second, sql)).contains("unknown outcome");
        }
    }

    private static boolean nobodyStandsBy(Connection covered) {
        try {
            return Sql.value(covered, "show synchronous_standby_names").equals("nobody");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** While it waits for a standby that there is not: the commit is in the log, and its answer is lost. */
    private static void kill(String process) {
        Await.until("a commit that waits", Duration.ofSeconds(5), () -> {
            try {
                return Sql.value(
                                ground.other(),
                                "select wait_event = 'SyncRep' from pg_stat_activity where pid = " + process)
                        .equals("t");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        try {
            ground.sql("select pg_terminate_backend(" + process + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

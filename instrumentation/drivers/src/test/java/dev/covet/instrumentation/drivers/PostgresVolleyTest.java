package dev.covet.instrumentation.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.recorder.SqlRecorder;
import dev.covet.instrumentation.drivers.postgresql.PostgresDriverRows;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.Volley;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGStatement;

/** Executions that pgjdbc sends together have the results they would have one by one, to the last byte. */
class PostgresVolleyTest {
    private static final int MANY = 1_000;
    private static final String PETS = "select id, name from pet where owner = ? order by id";
    private static final String RISKY = "select 10 / (id - 5) from pet where id = ?";

    private static final PostgresServer server = SharedServers.postgres();

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.in(server, connection -> {
        Sql.execute(connection, EveryType.TABLES);
        Sql.execute(
                connection,
                "create table day (at date, label text)",
                "insert into day select date '2024-01-01' + i, 'day ' || i from generate_series(0, 400) i",
                "create function loud(int) returns int language plpgsql stable as"
                        + " 'begin raise warning ''loud''; return $1; end'");
    });

    private final DriverRows driver;
    private Connection connection;

    PostgresVolleyTest() throws ReflectiveOperationException {
        driver = new PostgresDriverRows();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = FILLED.database().connect();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, -1})
    void ask_everyType_isWhatTheSingleAnswers(int threshold) throws SQLException {
        PreparedStatement single = connection.prepareStatement("select * from every where id = ?");
        ((PGStatement) single).setPrepareThreshold(threshold);
        single.setInt(1, 1);
        single.executeQuery();
        for (int n = 2; n < 6; n++) {
            List<Rows> rows = asked(single, null, 2, 1, 3, 1);
            Rows alone = Objects.requireNonNull(driver.of(single.executeQuery()));

            assertThat(rows).extracting(Rows::size).containsExactly(1, 1, 0, 1);
            assertThat(rows.get(0).sameAs(alone)).isFalse();
            for (Rows same : List.of(rows.get(1), rows.get(3))) {
                assertThat(same.sameAs(alone)).isTrue();
                assertThat(bytes(same)).as("execution %s", n).isEqualTo(bytes(alone));
            }
        }
    }

    /** As the server has sent them. */
    private List<String> bytes(Rows rows) throws SQLException {
        List<String> bytes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet replayed = first(rows.replayOn(statement))) {
            for (int column = 1; column <= rows.columns(); column++) {
                bytes.add(Arrays.toString(replayed.getBytes(column)));
            }
        }
        return bytes;
    }

    @Test
    void ask_nthExecution_hasItsFormatAndLeavesTheStatementAsItWas() throws SQLException {
        PreparedStatement single = pets(PETS);
        for (int n = 1; n <= 8; n++) {
            Rows rows = asked(single, null, 1).get(0);
            assertThat(serverStatements()).as("execution %s", n).isEqualTo(n <= 5 ? 0 : 1);
            assertThat(first(rows.replayOn(connection.createStatement())).getBytes(1))
                    .hasSize(n > 5 ? 4 : 1);
            assertThat(first(single.executeQuery()).getBytes(1)).hasSize(n > 5 ? 4 : 1);
        }
    }

    private int serverStatements() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from pg_prepared_statements where statement like '%from pet%'")) {
            return first(rows).getInt(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void ask_typeThatTheServerFindsOut_isOneRoundTrip(int threshold) throws SQLException {
        try (SqlRecorder wire = SqlRecorder.postgres(server.host(), server.port());
                Connection recorded = DriverManager.getConnection(
                        FILLED.database().jdbcUrl().replace(":" + server.port(), ":" + wire.port()),
                        server.user(),
                        server.password())) {
            recorded.setAutoCommit(false);
            PreparedStatement single = recorded.prepareStatement("select label from day where at = ? limit 1");
            ((PGStatement) single).setPrepareThreshold(threshold);
            single.setDate(1, Date.valueOf("2024-01-01"));
            single.executeQuery();
            single.executeQuery();
            single.setDate(1, Date.valueOf("2024-01-02"));
            Volley volley = Objects.requireNonNull(driver.volley(single, "p"));
            int added = 0;
            while (added < MANY && volley.add(date(added))) {
                added++;
            }
            wire.clear();

            List<Rows> rows = volley.ask(MANY, 1 << 20);
            volley.close();

            assertThat(wire.roundTrips()).isEqualTo(1);
            assertThat(rows).hasSize(added).hasSizeGreaterThan(100);
            for (int i = 0; i < added; i++) {
                assertThat(rows.get(i).key(0, 1)).isEqualTo("day " + i);
            }
            assertThat(first(single.executeQuery()).getString(1)).isEqualTo("day 1");
            assertThat(wire.roundTrips()).isEqualTo(2);
        }
    }

    private static Volley.Values date(int day) {
        return statement -> statement.setDate(
                1, Date.valueOf(Date.valueOf("2024-01-01").toLocalDate().plusDays(day)));
    }

    @Test
    void ask_noServerStatementsWanted_makesNone() throws SQLException {
        PreparedStatement single = connection.prepareStatement(
                "select count(*) from pg_prepared_statements where ? > 0 and statement like '%savepoint%'"
                        + " or statement like '%pg_prepared_statements%'");
        single.setInt(1, 1);
        connection.setAutoCommit(false);
        for (int threshold : new int[] {5, 0}) {
            ((PGStatement) single).setPrepareThreshold(threshold);
            assertThat(asked(single, "p", 1, 2))
                    .extracting(rows -> rows.key(0, 1))
                    .containsOnly(threshold == 0 ? 0L : 2L);
        }
    }

    @Test
    void add_moreThanBuffersTake_isRefused() throws SQLException {
        PreparedStatement single = pets("select id from pet where owner::text = ?");
        single.setString(1, "x");
        try (Volley volley = Objects.requireNonNull(driver.volley(single, null))) {
            assertThat(volley.add(statement -> statement.setString(1, "x".repeat(90_000))))
                    .isTrue();
            assertThat(volley.add(statement -> statement.setString(1, "x"))).isFalse();
            assertThat(volley.ask(10, 10)).hasSize(1);
        }
        try (Volley volley = Objects.requireNonNull(driver.volley(single, null))) {
            assertThat(volley.add(statement -> statement.setInt(1, 1))).isFalse();
            assertThat(volley.add(statement -> statement.setString(1, "1"))).isTrue();
            assertThat(volley.add(statement -> statement.setInt(1, 1))).isFalse();
            assertThat(volley.ask(10, 10_000).get(0).size()).isEqualTo(3);
        }
    }

    @Test
    void ask_errorInOne_isThrownAndTheTransactionGoesOnFromItsSavepoint() throws SQLException {
        for (int threshold : new int[] {0, 1}) {
            connection.setAutoCommit(false);
            PreparedStatement single = pets(RISKY);
            ((PGStatement) single).setPrepareThreshold(threshold);
            single.executeQuery();
            single.executeQuery();
            assertThatThrownBy(() -> asked(single, "p", 1, 2, 5, 3))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22012"));
            assertThat(driver.refusal(single)).contains("failed");
            try (Statement statement = connection.createStatement()) {
                statement.execute("rollback to savepoint p");
            }
            assertThat(asked(single, "p", 1, 2, 3)).hasSize(3);
            assertThat(first(single.executeQuery()).getInt(1)).isEqualTo(-2);
            connection.setAutoCommit(true);
            assertThatThrownBy(() -> asked(single, null, 1, 2, 5, 3)).hasMessageContaining("zero");
            assertThat(driver.refusal(single)).isNull();
            assertThat(asked(single, null, 4, 6)).hasSize(2);
            single.close();
        }
    }

    @Test
    void ask_transactionNotBegun_beginsIt() throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        PreparedStatement single = pets(PETS);

        assertThat(asked(single, "p", 1, 2, 9)).extracting(Rows::size).containsExactly(3, 3, 0);

        try (Statement statement = connection.createStatement();
                ResultSet state = statement.executeQuery(
                        "select now() < clock_timestamp(), current_setting('transaction_read_only')")) {
            assertThat(first(state).getString(2)).isEqualTo("on");
            assertThatThrownBy(() -> statement.execute("release savepoint p")).hasMessageContaining("does not exist");
        }
    }

    @Test
    void ask_moreRowsOrBytesThanWanted_isTheFirstExecutionsThatKeepWithin() throws SQLException {
        PreparedStatement single = connection.prepareStatement("select repeat('x', 1000) from generate_series(1, ?)");
        single.setInt(1, 1);

        assertThat(sizes(single, 1_000, 1 << 20, 2, 3, 4)).containsExactly(2, 3, 4);
        assertThat(sizes(single, 100, 1 << 20, 2, 300, 4)).containsExactly(2);
        assertThat(sizes(single, 10, 1 << 20, 5, 5, 4)).containsExactly(5);
        assertThat(sizes(single, 1_000, 20_000, 2, 50, 4)).containsExactly(2);
        assertThat(sizes(single, 1_000, 20_000, 50, 2)).containsExactly(50);
        assertThat(sizes(single, 50, 1 << 20, 50, 2)).isEmpty();
        assertThat(first(single.executeQuery()).getString(1)).hasSize(1_000);
    }

    private List<Integer> sizes(PreparedStatement single, int mostRows, long mostBytes, Integer... values)
            throws SQLException {
        try (Volley volley = Objects.requireNonNull(driver.volley(single, null))) {
            for (int value : values) {
                assertThat(volley.add(statement -> statement.setInt(1, value))).isTrue();
            }
            return volley.ask(mostRows, mostBytes).stream().map(Rows::size).toList();
        }
    }

    @Test
    void ask_warning_isNoAnswer() throws SQLException {
        PreparedStatement single = connection.prepareStatement(
                "select case when id = 2 then loud(id) else id end" + " from pet where id = ?");
        single.setInt(1, 1);

        assertThat(asked(single, null, 1, 2, 3)).isEmpty();
        assertThat(asked(single, null, 1, 3)).hasSize(2);
        assertThat((Object) single.getWarnings()).isNull();
    }

    @Test
    void ask_queryTimeout_endsIt() throws SQLException {
        PreparedStatement single = connection.prepareStatement("select pg_sleep(?)");
        single.setQueryTimeout(1);
        single.setDouble(1, 0);
        try (Volley volley = Objects.requireNonNull(driver.volley(single, null))) {
            volley.add(statement -> statement.setDouble(1, 0.01));
            volley.add(statement -> statement.setDouble(1, 5));
            assertThatThrownBy(() -> volley.ask(10, 1_000))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        }
        assertThat(first(single.executeQuery()).getString(1)).isEmpty();
    }

    @Test
    void ask_tableHasChanged_failsAndTheStatementGoesOn() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table grown as select 1 as id");
        }
        PreparedStatement single = connection.prepareStatement("select * from grown where id = ?");
        ((PGStatement) single).setPrepareThreshold(1);
        single.setInt(1, 1);
        single.executeQuery();
        single.executeQuery();
        try (Connection other = FILLED.database().connect();
                Statement statement = other.createStatement()) {
            statement.execute("alter table grown add column name text default 'a'");
        }

        assertThatThrownBy(() -> asked(single, null, 1, 2)).hasMessageContaining("cached plan");

        assertThat(first(single.executeQuery()).getString(2)).isEqualTo("a");
        assertThat(asked(single, null, 1, 2).get(0).columns()).isEqualTo(2);
        assertThat(first(single.executeQuery()).getString(2)).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "conservative"})
    void volley_driverSetsSavepoints_thereIsNone(String autosave) throws SQLException {
        try (Connection saving = FILLED.database().connect("autosave=" + autosave)) {
            PreparedStatement single = saving.prepareStatement(PETS);
            assertThat(driver.volleys(single)).isFalse();
            assertThat(driver.volley(single, null)).isNull();
        }
    }

    @Test
    void volley_severalStatementsOrKeys_thereIsNone() throws SQLException {
        assertThat(driver.volleys(pets(PETS))).isTrue();
        assertThat(driver.volleys(connection.prepareStatement("select 1; select 2")))
                .isFalse();
        assertThat(driver.volleys(connection.prepareStatement("insert into pet values (?, 1)", new String[] {"id"})))
                .isFalse();
    }

    private PreparedStatement pets(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        if (!sql.contains("text")) {
            statement.setInt(1, 1);
        }
        return statement;
    }

    private List<Rows> asked(PreparedStatement single, @Nullable String savepoint, Integer... values)
            throws SQLException {
        try (Volley volley = Objects.requireNonNull(driver.volley(single, savepoint))) {
            for (int value : values) {
                assertThat(volley.add(statement -> statement.setInt(1, value))).isTrue();
            }
            return volley.ask(10_000, 10_000_000);
        }
    }

    private static ResultSet first(ResultSet rows) throws SQLException {
        assertThat(rows.next()).isTrue();
        return rows;
    }
}

package dev.covet.instrumentation.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.TestDatabase;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.Rows;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the two drivers for MySQL's protocol have in common, tried on MariaDB. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WireRowsSpecification {
    private TestDatabase database;
    private Connection connection;

    abstract DriverRows driver();

    abstract Connection connect(TestDatabase database, boolean binary) throws SQLException;

    /** How to say that rows are to be streamed. */
    abstract int streaming();

    @BeforeAll
    void start() throws SQLException {
        database = SharedServers.mariaDb().createDatabase();
        try (Connection made = connect(database, false);
                Statement statement = made.createStatement()) {
            EveryWireType.create(statement);
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void replayOn_everyTypeAndGetter_readsAsTheOriginal(boolean binary) throws SQLException {
        PreparedStatement statement = prepare(binary, "select * from every order by id");
        ResultSet made = statement.executeQuery();
        Rows rows = rows(made);

        List<String> original = ResultTranscript.of(made, statement);

        assertThat(original).anyMatch(line -> line.contains("getString") && line.contains("é text"));
        assertThat(original.size()).isGreaterThan(5_000);
        assertThat(ResultTranscript.differences(ResultTranscript.of(rows.replayOn(statement), statement), original))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void split_everyType_readsAsTheSingle(boolean binary) throws SQLException {
        // A union forgets that zeros are to be sent.
        String columns = String.join(", ", EveryWireType.columns(type -> !type.contains("zerofill")));
        String sql = "select " + columns + " from every where id = ?";
        PreparedStatement single = prepare(binary, sql);
        single.setInt(1, 1);
        PreparedStatement batch = connection.prepareStatement(
                "select q.*, 2 as o from (" + sql + ") q union all select q.*, 1 from (" + sql + ") q");
        batch.setInt(1, 1);
        batch.setInt(2, 2);
        assertThat(driver().alike(single, batch)).isTrue();
        ResultSet made = single.executeQuery();
        Rows like = rows(made);
        Rows many = rows(batch.executeQuery());

        List<Rows> parts = Objects.requireNonNull(many.split(3, like));

        assertThat(parts).extracting(Rows::size).containsExactly(1, 1, 0);
        assertThat(parts.get(1).sameAs(like)).isTrue();
        assertThat(parts.get(0).sameAs(like)).isFalse();
        List<String> original = ResultTranscript.of(made, single);
        assertThat(ResultTranscript.differences(ResultTranscript.of(parts.get(1).replayOn(single), single), original))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void split_anyNumberOfColumns_dropsTheLast(boolean binary) throws SQLException {
        for (int columns = 1; columns <= 20; columns++) {
            String list = IntStream.range(0, columns)
                    .mapToObj(i -> i % 3 == 0 ? "nullif(id, 2) as c" + i : "name as c" + i)
                    .collect(Collectors.joining(", "));
            Rows single = rows(
                    prepare(binary, "select " + list + " from pet order by id").executeQuery());
            connection.close();
            Rows batch = rows(prepare(binary, "select " + list + ", 1 as o from pet order by id")
                    .executeQuery());
            connection.close();

            List<Rows> parts = Objects.requireNonNull(batch.split(1, single));

            assertThat(parts.get(0).sameAs(single)).as("%s columns", columns).isTrue();
            assertThat(parts.get(0).columns()).isEqualTo(columns);
        }
    }

    @Test
    void split_otherColumnsOrOrdinals_isNotPossible() throws SQLException {
        PreparedStatement statement = prepare(false, "select id, name from pet where owner = 1");
        Rows single = rows(statement.executeQuery());
        for (String other : List.of(
                "select id, 1 as name, 1 as o from pet", "select cast(id as unsigned) as id, name, 1 as o from pet",
                "select id, binary name, 1 as o from pet", "select id + 0.5 as id, name, 1 as o from pet",
                "select id, name, 'one' as o from pet", "select id, name, 0 as o from pet",
                "select id, name, null as o from pet", "select id, name, 2 as o from pet",
                "select id, name, name, 1 as o from pet", "select lpad(id, 9, '0') as id, name, 1 as o from pet")) {
            assertThat(queried(other).split(1, single)).as(other).isNull();
        }
        assertThat(queried("select id, name, 1 as o from pet").split(1, single)).isNotNull();
        assertThat(queried("select id as key_of, name as n, cast(1 as signed) as o from pet")
                        .split(1, single))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sameAs_wrongReplays_areFound(boolean binary) throws SQLException {
        String sql = "select id, name from pet where owner = 1 order by id";
        PreparedStatement statement = prepare(binary, sql);
        Rows right = rows(statement.executeQuery());
        for (String wrong : List.of(
                sql + " desc",
                sql + " limit 2",
                sql.replace("name", "nullif(name, 'pet 5') as name"),
                sql.replace("select id", "select cast(id as unsigned) as id"),
                sql.replace("name", "name as nick"),
                sql.replace("owner = 1", "owner = 2"),
                sql.replace("name", "concat(name, '') as name"))) {
            PreparedStatement other = connection.prepareStatement(wrong);
            Rows planted = rows(other.executeQuery());
            assertThat(right.sameAs(planted)).as(wrong).isFalse();
            assertThat(planted.sameAs(right)).as(wrong).isFalse();
            assertThat(ResultTranscript.of(planted.replayOn(statement), statement))
                    .as(wrong)
                    .isNotEqualTo(ResultTranscript.of(right.replayOn(statement), statement));
        }
        assertThat(right.sameAs(rows(connection.prepareStatement(sql).executeQuery())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void differsFrom_onlyOtherRows_whateverTheirOrder(boolean binary) throws SQLException {
        String sql = "select nullif(id, 5) as id, name from pet where owner = 1";
        Rows rows = rows(prepare(binary, sql + " order by pet.id").executeQuery());
        Rows turned = rows(prepare(binary, sql + " order by pet.id desc").executeQuery());

        assertThat(rows.sameAs(turned)).isFalse();
        assertThat(rows.differsFrom(turned)).isFalse();
        for (String other : List.of(sql + " and id > 1", sql.replace("owner = 1", "owner = 2"), sql + " limit 2")) {
            Rows planted = rows(prepare(binary, other).executeQuery());
            assertThat(rows.differsFrom(planted)).as(other).isTrue();
            assertThat(planted.differsFrom(rows)).as(other).isTrue();
        }
        Rows renamed = rows(
                prepare(binary, sql.replace("name from", "name as nick from")).executeQuery());
        assertThat(rows.differsFrom(renamed)).as("other columns").isFalse();
    }

    @Test
    void sameAs_textAndBinary_comparesWhatIsRead() throws SQLException {
        String sql = "select id, name from pet where owner = 1 order by id";
        Rows text = rows(prepare(false, sql).executeQuery());
        connection.close();
        Rows binary = rows(prepare(true, sql).executeQuery());

        assertThat(text.sameAs(binary)).isTrue();
        assertThat(binary.sameAs(text)).isTrue();
        assertThat(rows(connection.prepareStatement(sql + " desc").executeQuery())
                        .sameAs(text))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void key_ofEveryType_isAJavaValueOrNone(boolean binary) throws SQLException {
        PreparedStatement statement = prepare(binary, "select * from every order by id");
        Rows rows = rows(statement.executeQuery());

        assertThat(keys(rows, 0, 1, 13))
                .containsExactly(
                        1L,
                        -7L,
                        1L,
                        200L,
                        -300L,
                        60000L,
                        -70000L,
                        16000000L,
                        -70000L,
                        4000000000L,
                        42L,
                        -7000000000L,
                        null);
        assertThat(rows.key(0, 14)).isEqualTo(new BigDecimal("12.340"));
        assertThat(keys(rows, 0, 15, 26)).containsOnlyNulls();
        assertThat(keys(rows, 0, 27, 29)).containsExactly("pad", "é text", "ümlaut");
        assertThat(keys(rows, 0, 30, 31)).containsOnlyNulls();
        assertThat(keys(rows, 0, 32, 35)).containsExactly("tiny", "text", "medium", "long");
        assertThat(keys(rows, 0, 36, 39)).containsOnlyNulls();
        assertThat(keys(rows, 1, 2, EveryWireType.count() + 1)).containsOnlyNulls();
    }

    private static List<Object> keys(Rows rows, int row, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(column -> rows.key(row, column))
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void replayOn_statement_isLeftAsByAnExecution(boolean binary) throws SQLException {
        PreparedStatement statement = prepare(binary, "select id, name from pet where owner = ? order by id");
        statement.setInt(1, 1);
        Rows rows = rows(statement.executeQuery());
        List<String> executed = states(statement, statement::executeQuery);

        assertThat(states(statement, () -> rows.replayOn(statement))).isEqualTo(executed);
        assertThat(rows(statement.executeQuery()).sameAs(rows)).isTrue();
    }

    @FunctionalInterface
    interface Execution {
        ResultSet run() throws SQLException;
    }

    /** What is to be seen of a statement around an execution. */
    private static List<String> states(Statement statement, Execution execution) throws SQLException {
        List<String> seen = new java.util.ArrayList<>();
        ResultSet first = execution.run();
        seen.add("it is the result " + (statement.getResultSet() == first));
        seen.add("count " + statement.getUpdateCount() + " warnings " + statement.getWarnings());
        seen.add("more " + statement.getMoreResults() + " closed " + first.isClosed());
        seen.add("then " + statement.getResultSet() + " " + statement.getUpdateCount());
        ResultSet second = execution.run();
        seen.add("kept " + statement.getMoreResults(Statement.KEEP_CURRENT_RESULT) + " " + second.isClosed());
        ResultSet third = execution.run();
        ResultSet fourth = execution.run();
        seen.add("the one before is closed " + third.isClosed() + " this one " + fourth.isClosed());
        seen.add("read " + fourth.next() + fourth.getString(2) + " " + (fourth.getStatement() == statement));
        return seen;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void close_resultOrStatement_endsAsAfterAnExecution(boolean binary) throws SQLException {
        PreparedStatement one = prepare(binary, "select id, name from pet");
        Rows rows = rows(one.executeQuery());
        ResultSet open = rows.replayOn(one);
        one.close();
        assertThat(open.isClosed()).isTrue();
        assertThat(driver().refusal(one)).contains("closed");
        PreparedStatement other = connection.prepareStatement("select id, name from pet");
        other.closeOnCompletion();
        ResultSet last = rows.replayOn(other);
        assertThat(other.isClosed()).isFalse();
        last.close();
        assertThat(other.isClosed()).isTrue();
    }

    @Test
    void replayOn_plainStatement_isLeftAsByAnExecution() throws SQLException {
        connection = connect(database, false);
        Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        String sql = "select id, name from pet where owner = 1 order by id";
        Rows rows = rows(statement.executeQuery(sql));

        assertThat(states(statement, () -> rows.replayOn(statement)))
                .isEqualTo(states(statement, () -> statement.executeQuery(sql)));
        assertThat(ResultTranscript.differences(
                        ResultTranscript.of(rows.replayOn(statement), statement),
                        ResultTranscript.of(statement.executeQuery(sql), statement)))
                .isEmpty();
    }

    @Test
    void rows_sizesAndNames_areThoseOfTheResult() throws SQLException {
        PreparedStatement statement = prepare(false, "select id, name as nick from pet where owner = 1 order by id");
        Rows rows = rows(statement.executeQuery());

        assertThat(rows.size()).isEqualTo(3);
        assertThat(rows.columns()).isEqualTo(2);
        assertThat(rows.label(2)).isEqualTo("nick");
        assertThat(rows.table(2)).isEqualTo("pet");
        assertThat(rows.bytes()).isBetween(60L, 600L).isEqualTo(rows.bytes());
        assertThat(queried("select repeat('x', 1000) from seq_1_to_1000").bytes())
                .isBetween(1_000_000L, 1_200_000L);
        assertThat(queried("select repeat('x', if(seq = 300, 1000000, 1)) from seq_1_to_1000")
                        .bytes())
                .isBetween(1_000_000L, 1_200_000L);
        assertThat(queried("select 1 from pet where id = 0").bytes()).isZero();
        assertThat(rows.limitedTo(9)).isSameAs(rows);
        ResultSet limited = rows.limitedTo(1).replayOn(statement);
        assertThat(limited.next()).isTrue();
        assertThat(limited.next()).isFalse();
    }

    @Test
    void rows_limited_keepNoOthersAlive() throws SQLException {
        Rows rows = rows(prepare(false, "select id from pet").executeQuery());
        assertThat(rows.limitedTo(1))
                .extracting("rows")
                .satisfies(kept -> assertThat(kept instanceof List<?> list ? list.size() : Array.getLength(kept))
                        .isEqualTo(1));
    }

    @Test
    void refusal_eachMode_saysWhy() throws SQLException {
        PreparedStatement statement = prepare(false, "select 1");
        assertThat(driver().refusal(statement)).isNull();
        assertThat(driver().parameterType(statement, 1)).isZero();
        assertThat(driver().refusal(connection.prepareCall("{call no_such()}"))).contains("not a plain");
        Statement updating = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
        assertThat(driver().refusal(updating)).contains("updated");
        assertThat(driver().of(updating.executeQuery("select * from pet"))).isNull();
        Statement streaming = connection.createStatement();
        streaming.setFetchSize(streaming());
        assertThat(driver().refusal(streaming)).contains("streams");
        ResultSet streamed = streaming.executeQuery("select id from pet order by id");
        assertThat(driver().of(streamed)).isNull();
        streamed.close();
        assertThat(driver().window(streamed)).isNull();
        connection.close();
        assertThat(driver().refusal(statement)).contains("closed");
    }

    final PreparedStatement prepare(boolean binary, String sql) throws SQLException {
        connection = connect(database, binary);
        return connection.prepareStatement(sql);
    }

    final Connection connection() {
        return connection;
    }

    private Rows queried(String sql) throws SQLException {
        return rows(connection.createStatement().executeQuery(sql));
    }

    final Rows rows(ResultSet made) {
        return Objects.requireNonNull(driver().of(made));
    }
}

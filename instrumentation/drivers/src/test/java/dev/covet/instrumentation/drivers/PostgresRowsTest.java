package dev.covet.instrumentation.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.instrumentation.drivers.postgresql.PostgresDriverRows;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.Rows;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGStatement;

/** A result of pgjdbc that is replayed is the result itself, as far as an application can see. */
class PostgresRowsTest {
    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.in(SharedServers.postgres(), EveryType.TABLES);

    private final DriverRows driver;
    private Connection connection;

    PostgresRowsTest() throws ReflectiveOperationException {
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
    @ValueSource(ints = {0, -1})
    void replayOn_everyTypeAndGetter_readsAsTheOriginal(int threshold) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("select * from every order by id");
        ((PGStatement) statement).setPrepareThreshold(threshold);
        // What the driver says of a type changes once it has asked the server for it.
        ResultTranscript.of(statement.executeQuery(), statement);
        ResultSet made = statement.executeQuery();
        Rows rows = rows(made);

        List<String> original = ResultTranscript.of(made, statement);

        assertThat(original).anyMatch(line -> line.contains("getString") && line.contains("é text"));
        assertThat(original.size()).isGreaterThan(5_000);
        assertThat(ResultTranscript.differences(ResultTranscript.of(rows.replayOn(statement), statement), original))
                .isEmpty();
    }

    @Test
    void split_everyType_readsAsTheSingle() throws SQLException {
        PreparedStatement single = connection.prepareStatement("select * from every where id = ?");
        single.setInt(1, 1);
        PreparedStatement batch = connection.prepareStatement("select q.*, k.o from unnest(?::int[]) with ordinality"
                + " k(id, o) cross join lateral (select * from every where id = k.id offset 0) q");
        batch.setArray(1, connection.createArrayOf("int4", new Object[] {2, 1, 3}));
        assertThat(driver.alike(single, batch)).isTrue();
        ResultTranscript.of(single.executeQuery(), single);
        ResultSet made = single.executeQuery();
        List<Rows> parts = Objects.requireNonNull(rows(batch.executeQuery()).split(3, rows(made)));

        assertThat(parts).extracting(Rows::size).containsExactly(1, 1, 0);
        assertThat(parts.get(1).sameAs(rows(made))).isTrue();
        assertThat(parts.get(0).sameAs(rows(made))).isFalse();
        List<String> original = ResultTranscript.of(made, single);
        assertThat(ResultTranscript.differences(ResultTranscript.of(parts.get(1).replayOn(single), single), original))
                .isEmpty();
    }

    @Test
    void replayOn_statement_isLeftAsByAnExecution() throws SQLException {
        PreparedStatement statement = pets(1);
        ResultSet first = statement.executeQuery();
        Rows rows = rows(first);

        ResultSet second = rows.replayOn(statement);

        assertThat(first.isClosed()).isTrue();
        assertThat(statement.getResultSet()).isSameAs(second);
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat((Object) statement.getWarnings()).isNull();
        assertThat(statement.getGeneratedKeys().next()).isFalse();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(second.isClosed()).isTrue();
        assertThat(statement.getResultSet()).isNull();
        ResultSet third = rows.replayOn(statement);
        assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isFalse();
        assertThat(third.isClosed()).isFalse();
        ResultSet fourth = rows.replayOn(statement);
        assertThat(third.isClosed()).isTrue();
        ResultSet executed = statement.executeQuery();
        assertThat(fourth.isClosed()).isTrue();
        ResultSet fifth = rows.replayOn(statement);
        assertThat(executed.isClosed()).isTrue();
        statement.close();
        assertThat(fifth.isClosed()).isTrue();
        assertThatThrownBy(fifth::next).hasMessage("This ResultSet is closed.");
    }

    @Test
    void replayOn_statementWithWarnings_clearsThem() throws SQLException {
        Statement statement = connection.createStatement();
        statement.execute("drop table if exists no_such_table");
        assertThat((Object) statement.getWarnings()).isNotNull();

        rows(pets(1).executeQuery()).replayOn(statement);

        assertThat((Object) statement.getWarnings()).isNull();
    }

    @Test
    void replayOn_closeOnCompletion_closesTheStatementWithTheResult() throws SQLException {
        PreparedStatement statement = pets(1);
        Rows rows = rows(pets(1).executeQuery());
        statement.closeOnCompletion();
        assertThat(driver.refusal(statement)).isNull();

        ResultSet replayed = rows.replayOn(statement);
        assertThat(driver.refusal(statement)).contains("closes it");
        assertThat(statement.isClosed()).isFalse();
        replayed.close();

        assertThat(statement.isClosed()).isTrue();
        assertThat(driver.refusal(statement)).contains("closed");
    }

    @Test
    void replayOn_statementsSettings_areThoseOfItsResult() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(
                "select id, name from pet where owner = ?",
                ResultSet.TYPE_SCROLL_INSENSITIVE,
                ResultSet.CONCUR_READ_ONLY);
        statement.setInt(1, 1);
        statement.setMaxFieldSize(3);
        statement.setFetchSize(2);
        statement.setFetchDirection(ResultSet.FETCH_REVERSE);
        ResultSet made = statement.executeQuery();
        Rows rows = rows(made);
        List<String> original = ResultTranscript.of(made, statement);

        assertThat(ResultTranscript.differences(ResultTranscript.of(rows.replayOn(statement), statement), original))
                .isEmpty();
        assertThat(original).contains("1 getInt[1] = java.lang.Integer 1", "2 getString[2] = java.lang.String pet");
    }

    @Test
    void replayOn_applicationWritesIntoWhatItGot_otherReplaysDoNotSeeIt() throws SQLException {
        PreparedStatement statement = pets(1);
        Rows rows = rows(pets(1).executeQuery());
        ResultSet first = rows.replayOn(statement);
        first.next();
        first.getBytes("name")[0] = 'X';

        ResultSet second = rows.replayOn(statement);
        second.next();

        assertThat(second.getString("name")).isEqualTo("pet 1");
    }

    @Test
    void replayOn_countsAsAnExecution_serverStatementComesAtTheSameOne() throws SQLException {
        PreparedStatement statement = pets(1);
        Rows rows = rows(statement.executeQuery());
        for (int i = 0; i < 3; i++) {
            rows.replayOn(statement);
        }
        assertThat(serverStatements()).isZero();

        statement.executeQuery();

        assertThat(serverStatements()).isEqualTo(1);
    }

    private int serverStatements() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from pg_prepared_statements where statement like '%from pet%'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void of_queryIsBinaryLater_keptRowsStayText() throws SQLException {
        PreparedStatement statement = pets(1);
        ((PGStatement) statement).setPrepareThreshold(1);
        Rows text = rows(statement.executeQuery());
        Rows binary = rows(statement.executeQuery());

        ResultSet replayed = text.replayOn(statement);

        assertThat(replayed.next()).isTrue();
        assertThat(replayed.getInt("id")).isEqualTo(1);
        assertThat(binary.key(0, 1)).isEqualTo(1L).isEqualTo(text.key(0, 1));
        assertThat(replayed.getBytes(1)).hasSize(1);
        assertThat(first(binary.replayOn(statement)).getBytes(1)).hasSize(4);
        assertThat(text.sameAs(binary)).isTrue();
    }

    @Test
    void alike_nthExecution_batchHasItsFormat() throws SQLException {
        PreparedStatement single = pets(1);
        boolean wasBinary = false;
        for (int n = 1; n <= 8; n++) {
            PreparedStatement batch = batch(1, 2);
            assertThat(driver.alike(single, batch)).isTrue();
            Rows many = rows(batch.executeQuery());
            batch.close();
            Rows one = rows(single.executeQuery());
            boolean binary = first(one.replayOn(connection.createStatement())).getBytes(1).length == 4;

            List<Rows> parts = many.split(2, one);

            assertThat(parts).as("execution %s", n).isNotNull();
            assertThat(Objects.requireNonNull(parts).get(0).sameAs(one)).isTrue();
            assertThat(binary).isEqualTo(n > 5);
            wasBinary = binary;
        }
        assertThat(wasBinary).isTrue();
    }

    @Test
    void alike_typesChangeOrPlansAreDropped_batchFollowsBackToText() throws SQLException {
        PreparedStatement single = pets(1);
        ((PGStatement) single).setPrepareThreshold(1);
        for (int i = 0; i < 3; i++) {
            agree(single, 1);
        }
        single.setLong(1, 1);
        agree(single, 1);
        agree(single, 1);
        try (Statement other = connection.createStatement()) {
            other.execute("deallocate all");
        }
        agree(single, 1);
        ((PGStatement) single).setPrepareThreshold(-1);
        agree(single, 1);
        single.setInt(1, 1);
        agree(single, 1);
        agree(single, 1);
    }

    private void agree(PreparedStatement single, int owner) throws SQLException {
        PreparedStatement batch = batch(owner);
        assertThat(driver.alike(single, batch)).isTrue();
        Rows many = rows(batch.executeQuery());
        batch.close();
        assertThat(many.split(1, rows(single.executeQuery()))).isNotNull();
    }

    @Test
    void split_otherColumnsOrOrdinals_isNotPossible() throws SQLException {
        Rows single = rows(pets(1).executeQuery());
        Rows batch = rows(batch(1, 2).executeQuery());

        assertThat(batch.split(2, single)).isNotNull();
        assertThat(batch.split(1, single)).isNull();
        assertThat(batch.split(2, batch)).isNull();
        for (String other : List.of(
                "select id, name::varchar(20), 1 as o from pet",
                "select id, name as label, 1 as o from pet",
                "select id + 0 as id, name, 1 as o from pet",
                "select id, name, 'one' as o from pet",
                "select id, name, 0 as o from pet",
                "select id, name, null::int as o from pet",
                "select id, name, -1 as o from pet",
                "select id, name, 4294967297 as o from pet",
                "select id, upper(name) as name, 1 as o from pet")) {
            assertThat(queried(other).split(1, single)).as(other).isNull();
        }
        for (String like : List.of("smallint", "int", "bigint")) {
            assertThat(queried("select id, name, 1::" + like + " as o from pet").split(1, single))
                    .isNotNull();
        }
    }

    @Test
    void sameAs_wrongReplays_areFound() throws SQLException {
        Rows right = queried("select id, name from pet where owner = 1 order by id");
        for (String wrong : List.of(
                "select id, name from pet where owner = 1 order by id desc",
                "select id, name from pet where owner = 1 order by id limit 2",
                "select id, nullif(name, 'pet 5') as name from pet where owner = 1 order by id",
                "select id::bigint as id, name from pet where owner = 1 order by id",
                "select id, name as nick from pet where owner = 1 order by id",
                "select id, name || '' as name from pet where owner = 1 order by id",
                "select id, name from pet where owner = 2 order by id")) {
            Rows planted = queried(wrong);
            assertThat(right.sameAs(planted)).as(wrong).isFalse();
            assertThat(planted.sameAs(right)).as(wrong).isFalse();
            assertThat(transcript(planted)).as(wrong).isNotEqualTo(transcript(right));
        }
        assertThat(right.sameAs(queried("select id, name from pet where owner = 1 order by id")))
                .isTrue();
    }

    @Test
    void differsFrom_onlyOtherRows_whateverTheirOrder() throws SQLException {
        String sql = "select nullif(id, 5) as id, name from pet where owner = 1";
        Rows rows = queried(sql + " order by pet.id");
        Rows turned = queried(sql + " order by pet.id desc");

        assertThat(rows.sameAs(turned)).isFalse();
        assertThat(rows.differsFrom(turned)).isFalse();
        assertThat(rows.differsFrom(queried(sql + " limit 2"))).isTrue();
        assertThat(rows.differsFrom(queried(sql.replace("name from", "upper(name)::text as name from"))))
                .as("other columns")
                .isFalse();
        assertThat(queried("select name from pet where id in (1, 2)")
                        .differsFrom(queried("select name from pet where id in (1, 3)")))
                .isTrue();
        assertThat(queried("select owner from (values (1), (1), (2)) as p (owner)")
                        .differsFrom(queried("select owner from (values (1), (2), (2)) as p (owner)")))
                .isTrue();
        connection.setAutoCommit(false);
        assertThat(binary("select 1::int4").differsFrom(queried("select 2::int4")))
                .as("other formats")
                .isFalse();
    }

    @Test
    void sameAs_textAndBinary_comparesWhatIsRead() throws SQLException {
        String sql = "select 7::int2, 8, 9::bigint, 1.25::float4, 'NaN'::float8, 12.30::numeric, 'NaN'::numeric, true,"
                + " 'a'::text, 'b'::varchar, '\\x0102'::bytea, gen_random_uuid(), current_date, 'infinity'::date,"
                + " localtime, current_time, localtimestamp, now(), 'infinity'::timestamptz, null::int";
        String other = sql.replace("1.25", "1.5");
        connection.setAutoCommit(false);
        String same = sql.replace("gen_random_uuid()", "'11111111-2222-3333-4444-555555555555'::uuid");

        assertThat(binary(same).sameAs(queried(same))).isTrue();
        assertThat(queried(same).sameAs(binary(same))).isTrue();
        assertThat(binary(sql).sameAs(queried(sql))).isFalse();
        assertThat(binary(other.replace("gen_random_uuid()", "'11111111-2222-3333-4444-555555555555'::uuid"))
                        .sameAs(queried(same)))
                .isFalse();
    }

    @Test
    void key_bothFormats_areTheSameJavaValues() throws SQLException {
        String sql = "select 7::int2, -8, 9::bigint, -9223372036854775808, 'é'::text, 'b'::varchar, 'c'::char(3),"
                + " '11111111-2222-3333-4444-555555555555'::uuid, 1.50, 'NaN'::numeric, null::int, now(), true";
        for (Rows rows : List.of(queried(sql), binary(sql))) {
            assertThat(IntStream.rangeClosed(1, 13).mapToObj(column -> rows.key(0, column)))
                    .containsExactly(
                            7L,
                            -8L,
                            9L,
                            Long.MIN_VALUE,
                            "é",
                            "b",
                            "c  ",
                            UUID.fromString("11111111-2222-3333-4444-555555555555"),
                            new BigDecimal("1.50"),
                            null,
                            null,
                            null,
                            null);
        }
    }

    @Test
    void rows_sizesAndNames_areThoseOfTheResult() throws SQLException {
        PreparedStatement statement = pets(1);
        ResultSet made = statement.executeQuery();
        assertThat(made.getMetaData().getTableName(1)).isEqualTo("pet");
        Rows rows = rows(made);

        assertThat(rows.size()).isEqualTo(3);
        assertThat(rows.columns()).isEqualTo(2);
        assertThat(rows.label(2)).isEqualTo("name");
        assertThat(rows.table(2)).isEqualTo("pet");
        assertThat(queried("select 1").table(1)).isEmpty();
        assertThat(rows.bytes()).isBetween(200L, 600L).isEqualTo(rows.bytes());
        assertThat(queried("select repeat('x', 1000) from generate_series(1, 1000)")
                        .bytes())
                .isBetween(1_000_000L, 1_200_000L);
        assertThat(queried(
                                "select repeat('x', case i when 300 then 1000000 else 1 end) from generate_series(1, 1000) i")
                        .bytes())
                .isBetween(1_000_000L, 1_200_000L);
        assertThat(queried("select 1 where false").bytes()).isZero();
        assertThat(rows.limitedTo(2).size()).isEqualTo(2);
        // Whoever has the first two keeps none of the others alive.
        assertThat(rows.limitedTo(2))
                .extracting("rows", InstanceOfAssertFactories.LIST)
                .hasSize(2);
        assertThat(rows.limitedTo(9)).isSameAs(rows);
        assertThat(rows.limitedTo(1).sameAs(queried("select id, name from pet where id = 1")))
                .isTrue();
        ResultSet limited = rows.limitedTo(1).replayOn(statement);
        assertThat(limited.next()).isTrue();
        assertThat(limited.next()).isFalse();
    }

    @Test
    void of_cursorOrUpdatableOrClosed_isNotPossible() throws SQLException {
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement();
        statement.setFetchSize(5);
        assertThat(driver.refusal(statement)).contains("cursor");
        ResultSet made = statement.executeQuery("select id from pet order by id");
        assertThat(driver.of(made)).isNull();
        assertThat(Objects.requireNonNull(driver.window(made)).size()).isEqualTo(5);
        for (int i = 0; i < 12; i++) {
            made.next();
        }
        assertThat(driver.of(made)).isNull();
        assertThat(Objects.requireNonNull(driver.window(made)).key(0, 1)).isEqualTo(11L);
        made.close();
        assertThat(driver.window(made)).isNull();
        Statement updating = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
        assertThat(driver.of(updating.executeQuery("select * from pet"))).isNull();
        assertThat(driver.refusal(updating)).contains("updated");
    }

    @Test
    void refusal_eachMode_saysWhy() throws SQLException {
        assertThat(driver.refusal(pets(1))).isNull();
        assertThat(driver.refusal(connection.prepareCall("select 1"))).contains("not a plain");
        assertThat(driver.refusal(
                        connection.prepareStatement("insert into pet values (?)", Statement.RETURN_GENERATED_KEYS)))
                .contains("keys");
        try (Connection simple = FILLED.database().connect("preferQueryMode=simple")) {
            assertThat(driver.refusal(simple.createStatement())).contains("preferQueryMode");
        }
        Statement statement = connection.createStatement();
        connection.setAutoCommit(false);
        assertThatThrownBy(() -> statement.executeQuery("select 1 / 0")).hasMessageContaining("zero");
        assertThat(driver.refusal(statement)).contains("failed");
        connection.close();
        assertThat(driver.refusal(statement)).contains("closed");
    }

    @Test
    void parameterType_bound_isWhatIsSent() throws SQLException {
        PreparedStatement statement = connection.prepareStatement("select * from pet where id in (?, ?, ?, ?)");
        statement.setInt(1, 1);
        statement.setLong(2, 1);
        statement.setString(3, "x");
        statement.setObject(4, "x", java.sql.Types.OTHER);

        assertThat(IntStream.rangeClosed(1, 5).map(position -> driver.parameterType(statement, position)))
                .containsExactly(23, 20, 1043, 0, 0);
    }

    private static ResultSet first(ResultSet rows) throws SQLException {
        assertThat(rows.next()).isTrue();
        return rows;
    }

    private List<String> transcript(Rows rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return ResultTranscript.of(rows.replayOn(statement), statement);
        }
    }

    private Rows queried(String sql) throws SQLException {
        return rows(connection.createStatement().executeQuery(sql));
    }

    private Rows binary(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        ((PGStatement) statement).setPrepareThreshold(-1);
        return rows(statement.executeQuery());
    }

    private PreparedStatement pets(int owner) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement("select id, name from pet where owner = ? order by id");
        statement.setInt(1, owner);
        return statement;
    }

    private PreparedStatement batch(Integer... owners) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(
                "select q.*, k.o from unnest(?::int[]) with ordinality"
                        + " k(id, o) cross join lateral (select id, name from pet where owner = k.id order by id offset 0) q");
        statement.setArray(1, connection.createArrayOf("int4", owners));
        return statement;
    }

    private Rows rows(ResultSet made) {
        return Objects.requireNonNull(driver.of(made));
    }
}

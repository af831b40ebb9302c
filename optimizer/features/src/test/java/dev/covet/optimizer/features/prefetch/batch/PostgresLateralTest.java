package dev.covet.optimizer.features.prefetch.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.TestDatabase;
import dev.covet.optimizer.sql.Dialect;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each batch gives what the single queries give: rows, order, metadata. */
class PostgresLateralTest {
    private static final List<Long> LONGS =
            LongStream.of(3, 1, 9999, 7, 3, 480, -1, 200, 100).boxed().toList();
    private static final List<Long> MANY =
            LongStream.rangeClosed(1, 500).boxed().toList();
    private static final List<String> TEXTS =
            List.of("c1", "c1 ", "C1", "it's \"q\"", "back\\slash,{}", "grün 漢字 😀", "NULL", "", "none", "c39", "{c1}");

    private static TestDatabase database;
    private static Connection connection;
    private static Connection binary;

    @BeforeAll
    static void start() throws SQLException {
        database = PostgresShop.create();
        connection = database.connect("prepareThreshold=0");
        // The driver reads numbers in other formats once a statement was executed often.
        binary = database.connect("prepareThreshold=-1");
        binary.setAutoCommit(false);
    }

    @AfterAll
    static void stop() throws SQLException {
        binary.close();
        connection.close();
        database.close();
    }

    static List<Single> commonShapes() {
        return CommonShapes.of(LONGS, TEXTS);
    }

    static List<Single> shapes() {
        return List.of(
                Single.of("select \"id\", \"name\" from \"pet\" where \"owner_id\" = ?", LONGS),
                Single.of(
                        "select max(created) from pet where owner_id=? and created>=?::timestamptz",
                        LONGS,
                        "2020-01-02"),
                Single.of("select sum(weight), avg(weight), count(distinct kind) from pet where owner_id=?", LONGS),
                Single.of(
                        "select id from pet where owner_id=? order by created desc fetch first ? rows only", LONGS, 2),
                Single.of("select id from pet where owner_id=? order by kind limit ? offset ?", LONGS, 2, 1),
                Single.of(
                        "select id from pet where owner_id=? order by kind offset 1 rows fetch next 2 rows only",
                        LONGS),
                Single.of("select id, email from owner where lower(code)=lower(?)", TEXTS));
    }

    static List<Single> hazards() {
        return List.of(
                Single.of("select id from owner where email=?", List.of("O1@X.org", "o1@x.org", "O2@x.org")),
                Single.of("select id, note from owner where note=? order by id", List.of("foo", "FOO", "bar", "Bär")),
                Single.of("select id, fixed from owner where fixed=?", List.of("f1", "f1   ", "F1", "")),
                Single.of(
                        "select id, token from owner where token=?",
                        List.of(UUID.fromString("c4ca4238-a0b9-2382-0dcc-509a6f75849b"), new UUID(1, 2))),
                Single.of(
                        "select id, tax from owner where tax=?",
                        List.of(new BigDecimal("1.0"), new BigDecimal("1.00"), new BigDecimal("1E+1"), BigDecimal.TEN)),
                Single.of(
                        "select id, born from owner where born=?",
                        List.of(LocalDate.of(2000, 1, 5), LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31))),
                Single.of("select id, name from pet where kind = ?", List.of((short) 1, (short) 7)),
                Single.of("select id from pet where kind_id = ? and tenant = 3", List.of(1, 2, 6, 0)),
                Single.of("select id from pet where active = ? and owner_id < 20", List.of(true, false)),
                Single.of("select id, id, name as id from owner where id=?", LONGS),
                Single.of("select id from pet where owner_id = ? /* which ? */ and name <> '?' -- the end ?\n", LONGS),
                Single.of("select id from pet where owner_id=?-- end", LONGS),
                Single.of("/* first */ select id from pet where owner_id=? ; ", LONGS));
    }

    static List<Single> moreHazards() {
        return List.of(
                Single.of("select id from owner where id=? and born>{d '2000-01-10'}", LONGS),
                Single.of("select jsonb_build_object('a', name) ?? 'a', id from owner where id=?::bigint", LONGS),
                Single.of("select id from owner where id = cast(? as bigint)", List.of("1", " 2 ", "3")),
                Single.of("with x as (select * from pet where owner_id=?) select id, name from x order by name", LONGS),
                Single.of("with x(a) as (select id from owner where id=?) select a from x", LONGS),
                Single.of(
                        "select id from pet where owner_id=? union select id from owner where id=? order by 1",
                        LONGS,
                        LONGS),
                Single.of(
                        "select kind, count(*) from pet where owner_id=? group by kind having count(*) > 0 order by 1",
                        LONGS),
                Single.of("select distinct kind from pet where owner_id=? order by 1", LONGS),
                Single.of("select id, row_number() over (order by created) from pet where owner_id=?", LONGS),
                Single.of("select ?, id from owner where id=?", "constant", LONGS),
                Single.of(
                        "select id from pet where owner_id=? and weight > (select avg(weight) from pet where owner_id=?)",
                        LONGS,
                        LONGS),
                Single.of("select c.o, k.id from kind k cross join (select 1 as o) c where k.id=?", List.of(1, 2)),
                Single.of(
                        "select array_agg(id order by id), mood from owner where id<? group by mood order by 2", LONGS),
                Single.of("select from owner where id=?", LONGS),
                Single.of(
                        "select id from pet where owner_id=? order by id limit ?",
                        LONGS,
                        List.of(1L, 2L, 3L, 0L, 1L, 9L, 1L, 1L, 1L)),
                Single.of("select id from pet where owner_id=(?) limit all", LONGS));
    }

    @ParameterizedTest
    @MethodSource({"commonShapes", "shapes", "hazards", "moreHazards"})
    void of_shape_batchEqualsSingles(Single single) throws SQLException {
        BatchText batch = batch(single);

        assertThat(single.ask(connection, batch)).as(batch.sql()).isEqualTo(single.ask(connection));
    }

    @ParameterizedTest
    @MethodSource({"commonShapes", "shapes", "hazards", "moreHazards"})
    void inSavepoint_shapeInBinaryFormat_batchEqualsSingles(Single single) throws SQLException {
        assertThat(single.ask(binary, batch(single).inSavepoint())).isEqualTo(single.ask(binary));
    }

    @Test
    void of_fiveHundredKeys_orderOfRowsIsThatOfTheSingles() throws SQLException {
        Single plain = Single.of("select id, name from pet where owner_id=?", MANY);
        Single ties = Single.of("select id, kind from pet where owner_id=? order by kind", MANY);

        assertThat(plain.ask(connection, batch(plain))).isEqualTo(plain.ask(connection));
        assertThat(ties.ask(connection, batch(ties))).isEqualTo(ties.ask(connection));
    }

    @Test
    void of_text_isSplicedIntoTheOriginal() {
        Single single = Single.of("SELECT a FROM t  WHERE b=? AND c = ? OFFSET 3 -- x", LONGS, 5);

        assertThat(batch(single).sql())
                .isEqualTo(
                        "select __covet_q.*, __covet_c.__covet_o from rows from (pg_catalog.unnest(?::pg_catalog.int8[]))"
                                + " with ordinality __covet_c(__covet_k0, __covet_o) cross join lateral"
                                + " (SELECT a FROM t  WHERE b= __covet_c.__covet_k0  AND c = ? OFFSET 3) __covet_q");
        assertThat(batch(single).slots()).containsExactly(new Slot.KeyArray(1, PostgresKey.INT8), new Slot.Original(2));
    }

    @Test
    void of_withoutFence_isCaught() throws SQLException {
        Single single = Single.of("select id, name from pet where owner_id=?", MANY);
        BatchText fenced = batch(single);
        BatchText open = new BatchText(fenced.sql().replace("\noffset 0", ""), fenced.slots(), 0, 0);

        assertThat(single.ask(connection, open)).isNotEqualTo(single.ask(connection));
    }

    @Test
    void of_wrongElementType_isCaught() throws SQLException {
        Single single = Single.of("select id from owner where email=?", List.of("o1@x.org"));
        BatchText right = batch(single);
        BatchText wrong = new BatchText(right.sql().replace("pg_catalog.varchar[]", "citext[]"), right.slots(), 0, 0);

        assertThat(single.ask(connection, right)).isEqualTo(single.ask(connection));
        assertThat(single.ask(connection, wrong)).isNotEqualTo(single.ask(connection));
    }

    @Test
    void of_keysComparedInsteadOfOrdinals_isCaught() throws SQLException {
        Single single = Single.of("select fixed from owner where fixed=?", List.of("f1", "f2"));

        List<Transcript> batch = single.ask(connection, batch(single));

        assertThat(batch).isEqualTo(single.ask(connection));
        assertThat(batch.get(0).rows()).isNotEmpty().noneMatch(row -> row.get(0).startsWith("f1 / "));
    }

    @Test
    void of_whatItCannotBatch_isRefusedWithAReason() {
        assertThat(reason("select id from owner where mood=?", 0)).contains("type 0");
        assertThat(reason("select id from owner where x=?", 114)).contains("type 114");
        assertThat(reason("select id from owner where id=? for update", 20)).contains("lock");
        assertThat(reason("select __covet_c.id from owner __covet_c where id=?", 20))
                .contains("__covet");
        assertThat(reason("update owner set id=?", 20)).contains("not a single query");
        assertThat(reason("(select id from owner where id=?)", 20)).contains("SELECT or WITH");
        assertThat(reason("select 1 where 1=?; select 2", 20)).contains("not a single query");
        assertThat(PostgresLateral.of(Single.of("select ?", 1L).shape(Dialect.POSTGRESQL), new TreeMap<>()))
                .isInstanceOf(Batch.Refused.class);
        TreeMap<Integer, Integer> second = new TreeMap<>();
        second.put(2, 20);
        assertThat(PostgresLateral.of(Single.of("select ?", 1L).shape(Dialect.POSTGRESQL), second))
                .isEqualTo(new Batch.Refused("it has no parameter 2"));
        assertThat(PostgresLateral.of(Single.of("select ?", 1L).shape(Dialect.MYSQL), second))
                .isEqualTo(new Batch.Refused("this form is PostgreSQL's"));
    }

    private static String reason(String sql, int oid) {
        TreeMap<Integer, Integer> types = new TreeMap<>();
        types.put(1, oid);
        return ((Batch.Refused) PostgresLateral.of(Single.of(sql, 1L).shape(Dialect.POSTGRESQL), types)).reason();
    }

    @Test
    void array_awkwardKeys_arriveAsTheyAre() throws SQLException {
        assertThat(PostgresKey.VARCHAR.array(List.of("a\"b\\c", "NULL", "")))
                .isEqualTo("{\"a\\\"b\\\\c\",\"NULL\",\"\"}");
        assertThat(PostgresKey.VARCHAR.array(List.of("\0"))).isNull();
        assertThat(PostgresKey.INT8.array(List.of(1.5))).isNull();
        assertThat(PostgresKey.UUID.array(List.of(5L))).isNull();
        assertThat(PostgresKey.DATE.array(List.of(LocalDate.of(10000, 1, 1)))).isNull();
        assertThat(PostgresKey.INT8.array(Arrays.asList(1L, null))).isNull();
        assertThat(IntStream.of(16, 20, 21, 23, 25, 1042, 1043, 1082, 1700, 2950)
                        .allMatch(oid -> PostgresKey.ofOid(oid) != null))
                .isTrue();
        assertThat(PostgresKey.ofOid(701)).isNull();
    }

    private static BatchText batch(Single single) {
        Batch batch = PostgresLateral.of(single.shape(Dialect.POSTGRESQL), single.types());
        assertThat(batch).isInstanceOf(BatchText.class);
        return (BatchText) batch;
    }
}

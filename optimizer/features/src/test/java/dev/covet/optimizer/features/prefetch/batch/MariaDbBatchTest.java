package dev.covet.optimizer.features.prefetch.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.TestDatabase;
import dev.covet.optimizer.sql.Dialect;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each batch gives the rows that the single queries give, in both protocols of the server. */
class MariaDbBatchTest {
    private static final List<Long> LONGS =
            LongStream.of(3, 1, 9999, 7, 3, 480, -1, 200, 100).boxed().toList();
    private static final List<String> TEXTS = List.of(
            "foo", "FOO", "foo ", "FÓO", "Foo", "it's \"q\"", "back\\slash", "grün 漢字 😀", "3", "", "c39", "none");

    private static TestDatabase database;
    private static Connection text;
    private static Connection binary;

    @BeforeAll
    static void start() throws SQLException {
        database = MariaDbShop.create();
        text = database.connect("useServerPrepStmts=false");
        binary = database.connect("useServerPrepStmts=true");
    }

    @AfterAll
    static void stop() throws SQLException {
        text.close();
        binary.close();
        database.close();
    }

    static List<Single> commonShapes() {
        return CommonShapes.of(LONGS, TEXTS);
    }

    static List<Single> shapes() {
        return List.of(
                Single.of("select `id`, `name` from `pet` where `owner_id` = ?", LONGS),
                Single.of("select max(created) from pet where owner_id=? and created>?", LONGS, "2020-01-02"),
                Single.of("select sum(weight), avg(kind), count(distinct kind) from pet where owner_id=?", LONGS),
                Single.of("select id from pet where owner_id=? order by created desc limit ?", LONGS, 2),
                Single.of("select id from pet where owner_id=? order by kind limit 1, 2", LONGS),
                Single.of("select id, code from owner where lower(code)=lower(?)", TEXTS));
    }

    static List<Single> hazards() {
        return List.of(
                Single.of("select id, exact from owner where exact=?", TEXTS),
                Single.of("select id, code from owner where code=?", List.of(3, 4)),
                Single.of("select id, tax from owner where tax=?", List.of(new BigDecimal("1.0"), BigDecimal.TEN)),
                Single.of(
                        "select id, born from owner where born=?",
                        List.of(LocalDate.of(2000, 1, 5), LocalDate.of(2000, 12, 31))),
                Single.of("select id, id, name as id from owner where id=?", LONGS),
                Single.of("select id from pet where owner_id = ? /* which ? */ and name <> '?' # the end ?\n", LONGS),
                Single.of("/* first */ select id -- columns\nfrom pet where owner_id=? ; ", LONGS),
                Single.of(
                        "select kind, count(*) from pet where owner_id=? group by kind having count(*) > 0 order by kind",
                        LONGS),
                Single.of("select distinct kind from pet where owner_id=?", LONGS),
                Single.of("select id, row_number() over (order by created, id) from pet where owner_id=?", LONGS),
                Single.of("select ?, id from owner where id=?", "constant", LONGS),
                Single.of(
                        "select id from pet where owner_id=? and weight > (select avg(weight) from pet where owner_id=?)",
                        LONGS,
                        LONGS),
                Single.of("select id, kind from pet where owner_id between ? and 300 order by kind", LONGS),
                Single.of("select id, kind from pet where owner_id between ? and 300 order by kind limit 30", LONGS));
    }

    @ParameterizedTest
    @MethodSource({"commonShapes", "shapes", "hazards"})
    void union_shape_rowsAreThoseOfTheSingles(Single single) throws SQLException {
        BatchText batch = union(single);

        assertThat(rows(single.ask(text, batch))).as(batch.sql()).isEqualTo(rows(single.ask(text)));
        assertThat(rows(single.ask(binary, batch))).as(batch.sql()).isEqualTo(rows(single.ask(binary)));
    }

    @Test
    void union_everyType_rowsAreThoseOfTheSingles() throws SQLException {
        Single single =
                Single.of("select id, f, y, t3, ts, ti, bl, u, mt, e, s, b, j from every where id=?", List.of(1, 2, 3));

        assertThat(rows(single.ask(text, union(single)))).isEqualTo(rows(single.ask(text)));
        assertThat(rows(single.ask(binary, union(single)))).isEqualTo(rows(single.ask(binary)));
    }

    @Test
    void union_zerofill_isNotExact() throws SQLException {
        Single single = Single.of("select z from every where id=?", List.of(1, 2));

        assertThat(rows(single.ask(text, union(single)))).isNotEqualTo(rows(single.ask(text)));
    }

    @Test
    void union_sortedWithoutItsLimit_isCaught() throws SQLException {
        Single single = Single.of("select id, kind from pet where owner_id=? order by id desc", LONGS);
        BatchText right = union(single);
        BatchText wrong = new BatchText(right.sql().replace(UnionBatch.NO_LIMIT, ""), right.slots(), right.keys(), 0);

        assertThat(rows(single.ask(text, right))).isEqualTo(rows(single.ask(text)));
        assertThat(rows(single.ask(text, wrong))).isNotEqualTo(rows(single.ask(text)));
    }

    @Test
    void union_text_isSplicedIntoTheOriginal() {
        BatchText batch = union(Single.of("SELECT a FROM t  WHERE b=? and c=? ORDER BY a;", List.of(1, 2), 5));

        assertThat(batch.sql().lines())
                .containsExactly(
                        "(SELECT a , 1 as __covet_o FROM t  WHERE b=? and c=? ORDER BY a",
                        "limit 18446744073709551615)",
                        "union all (SELECT a , 2 as __covet_o FROM t  WHERE b=? and c=? ORDER BY a",
                        "limit 18446744073709551615)");
        assertThat(batch.slots())
                .containsExactly(new Slot.Key(1, 0), new Slot.Original(2), new Slot.Key(1, 1), new Slot.Original(2));
        assertThat(List.of(UnionBatch.bucket(1), UnionBatch.bucket(3), UnionBatch.bucket(51), UnionBatch.bucket(101)))
                .containsExactly(1, 5, 100, -1);
    }

    @Test
    void jsonTable_uniqueKey_rowsAreThoseOfTheSingles() throws SQLException {
        for (Single single : List.of(
                Single.of("select id, name, born from owner where id=?", LONGS),
                Single.of(
                        "select o.name, ? as x from owner o where o.tax > ? and o.id=? and o.born < ?",
                        "c",
                        2,
                        LONGS,
                        "2000-01-20"),
                Single.of("select id -- columns\n from owner as o -- table\nwhere id = ? -- end", LONGS))) {
            int parameter = single.types().firstKey();
            Batch batch = JsonTableBatch.of(single.shape(Dialect.MYSQL), parameter, Set.of("id"));

            assertThat(batch).isInstanceOf(BatchText.class);
            assertThat(single.ask(text, (BatchText) batch)).isEqualTo(single.ask(text));
            assertThat(single.ask(binary, (BatchText) batch)).isEqualTo(single.ask(binary));
        }
    }

    @Test
    void jsonTable_whatItCannotKeepInOrder_isRefused() {
        assertThat(json("select id from pet where owner_id=?")).contains("unique column");
        assertThat(json("select id from owner where id=? or id=1")).contains("unique column");
        assertThat(json("select * from owner where id=?")).contains("columns from one table");
        assertThat(json("select o.id from owner o join pet p on p.id=o.id where o.id=?"))
                .contains("one table");
        assertThat(json("select id from owner where id=? limit 1")).contains("one table");
        assertThat(json("select count(*) from owner where id=?")).contains("one table");
        assertThat(json("delete from owner where id=?")).contains("not a single query");
    }

    @Test
    void lateral_text_isSplicedIntoTheOriginal() {
        Single single = Single.of("select id from pet where owner_id=? and kind=? order by id", LONGS, 1);
        BatchText batch = (BatchText) MySqlLateral.of(single.shape(Dialect.MYSQL), 1);

        assertThat(batch.sql().lines())
                .containsExactly(
                        "select /*+ no_bnl() */ __covet_q.*, __covet_c.__covet_o from json_table(?, '$[*]' columns("
                                + "__covet_o for ordinality, __covet_k0 bigint path '$')) as __covet_c cross join lateral"
                                + " (select id from pet where owner_id= __covet_c.__covet_k0  and kind=? order by id",
                        "limit 18446744073709551615) as __covet_q");
        assertThat(batch.slots()).containsExactly(new Slot.KeyJson(1), new Slot.Original(2));
        assertThat(MySqlLateral.of(single.shape(Dialect.POSTGRESQL), 1)).isInstanceOf(Batch.Refused.class);
        assertThat(MySqlLateral.of(single.shape(Dialect.MYSQL), 3)).isInstanceOf(Batch.Refused.class);
    }

    @Test
    void union_whatItCannotBatch_isRefusedWithAReason() {
        assertThat(reason("with x as (select 1) select * from x where 1=?")).contains("WITH");
        assertThat(reason("select 1 from a where b=? union select 2")).contains("set operation");
        assertThat(reason("select ?")).contains("no FROM");
        assertThat(reason("select ?, a from b where c=1")).contains("before WHERE");
        assertThat(reason("select a from (select ? as a) b")).contains("before WHERE");
        assertThat(reason("select a from b where c=? and d='" + "x".repeat(300_000) + "'"))
                .contains("too long");
        assertThat(reason("select a from b where c=? for update")).contains("may write");
        assertThat(UnionBatch.of(Single.of("select a from b where c=?", 1).shape(Dialect.POSTGRESQL), Set.of(1), 2))
                .isInstanceOf(Batch.Refused.class);
        assertThat(JsonKeys.array(List.of(1, 2L, (short) 3))).isEqualTo("[1,2,3]");
        assertThat(JsonKeys.array(List.of("1"))).isNull();
    }

    private static List<Object> rows(List<Transcript> transcripts) {
        return transcripts.stream().<Object>map(Transcript::texts).toList();
    }

    private static BatchText union(Single single) {
        Batch batch = UnionBatch.of(single.shape(Dialect.MYSQL), single.types().keySet(), single.keys());
        assertThat(batch).isInstanceOf(BatchText.class);
        return (BatchText) batch;
    }

    private static String json(String sql) {
        Batch batch = JsonTableBatch.of(Single.of(sql, 1).shape(Dialect.MYSQL), 1, Set.of("id"));
        return ((Batch.Refused) batch).reason();
    }

    private static String reason(String sql) {
        return ((Batch.Refused) UnionBatch.of(Single.of(sql, 1).shape(Dialect.MYSQL), Set.of(1), 2)).reason();
    }
}

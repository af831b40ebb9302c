package dev.covet.optimizer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryShapeTest {
    private static final String[] PARTS =
            "select ~from ~(~)~{~}~?~??~'~\"~/*~*/~--~\n~f(~x.~with ~as ~::~;~@a ~$1~$$~`~order by ~distinct ~*~,~covet:off~for ~[~é"
                    .split("~", -1);

    private static QueryShape shape(String sql) {
        return QueryShape.of(SqlText.of(sql, Dialect.POSTGRESQL));
    }

    private static QueryShape mySql(String sql) {
        return QueryShape.of(SqlText.of(sql, Dialect.MYSQL));
    }

    @Test
    void parameters_areWhereJdbcSeesThem() {
        String sql = "select '?', \"?\" /* ? */ from t where a ?? 'b' and c = ? and d in (?,?) -- ?";
        QueryShape shape = shape(sql);

        assertThat(shape.parameterCount()).isEqualTo(3);
        assertThat(sql.substring(0, shape.parameterStart(1))).endsWith("c = ");
        assertThat(sql.substring(shape.parameterStart(2), shape.parameterStart(3)))
                .isEqualTo("?,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";", " ; ", "-- end ?", " /* end /* nested */ ; */ ;", "\n\t"})
    void end_isBeforeBlanksCommentsAndSemicolons(String tail) {
        QueryShape shape = shape("select a from t where b = ?" + tail);

        assertThat(shape.sql().substring(0, shape.end())).isEqualTo("select a from t where b = ?");
        assertThat(shape.understood()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select Lower(a), s.F (b), \"Odd\"\"Name\"(c), \"S\".\"G\"(d) from t|lower,s.f,odd\"name,s.g",
                "select a from t where b in (1) and exists (select 1) or not (c) and d = any (?)|''",
                "select cast(a as numeric(10,2)), b::varchar(5), c from t as u(c)|cast",
                "with x(a) as (select 1), y as (select f(1)) select * from x, y|f",
                "with recursive x(a) as (select 1) select * from x|''",
                "select 1 from t, f(1) as (a int), (select g(2)) z|f,g",
                "select a from t join (select 1) u on (true)|join",
                "select '; drop(' from t -- f(|''"
            })
    void functions_areNamesBeforeParentheses(String sql, String expected) {
        assertThat(String.join(",", shape(sql).functions())).isEqualTo(expected);
    }

    @Test
    void functions_inMySqlQuotes_areFound() {
        assertThat(mySql("select `f`(1), \"g\"(2), `s`.`h`(3) from t").functions())
                .containsExactly("f", "g", "s.h");
    }

    @Test
    void functionKeywords_areThoseOfTheDialect() {
        String sql = "select CURRENT_TIMESTAMP, t.current_date, user, utc_date, localtime(0) from t";

        assertThat(shape(sql).functionKeywords()).containsExactly("current_timestamp", "user", "localtime");
        assertThat(mySql(sql).functionKeywords()).containsExactly("current_timestamp", "utc_date", "localtime");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select a from t where b=?|[]",
                "select a from t where b is not distinct from ?|[]",
                "select a.limit, b.\"order\" from t a where c=?|[]",
                "select distinct a from t where b=?|[DISTINCT]",
                "select count(*) from t where b=?|[AGGREGATE]",
                "select a, count(*) from t where b=? group by a having a > 1|[GROUP_BY, HAVING, AGGREGATE]",
                "select a, rank() over w from t where b=? window w as (order by a)|[WINDOW]",
                "select a from t where b=? order by a|[ORDER_BY]",
                "select a from t where b=? limit 1 offset 2|[LIMIT, OFFSET]",
                "select a from t where b=? offset 2 rows fetch next 1 rows with ties|[OFFSET, FETCH]",
                "with x as (select 1) select a from x where b=?|[WITH, SUBQUERY]",
                "select a from t where b=? union all select 1|[SET_OPERATION, SUBQUERY]",
                "select a from t where b in (select c from d order by c limit 1)|[SUBQUERY]",
                "select a from (select 1 as a union select 2) t where a=?|[SUBQUERY]",
                "select a from t, unnest(?) with ordinality u where b=1|[]",
                "select a from t tablesample system (1) where b=?|[TABLESAMPLE]",
                "select a into u from t where b=?|[INTO]",
                "select a from t where b=? for update of t|[LOCKING]",
                "select a from t where b=? for no key update|[LOCKING]",
                "select substring(a from 1 for 2) from t where b=?|[]"
            })
    void clauses_areFound(String sql, String expected) {
        assertThat(shape(sql).clauses()).hasToString(expected);
        assertThat(shape(sql).flat()).isEqualTo(expected.equals("[]"));
    }

    @Test
    void clauses_ofMySql_areFound() {
        assertThat(mySql("select @x, a from t where b=? lock in share mode").clauses())
                .containsExactlyInAnyOrder(Clause.USER_VARIABLE, Clause.LOCKING);
    }

    @Test
    void fromAndWhere_areThoseOfTheOutermostQuery() {
        String sql = "with x as (select 1 from y where z) select extract(year from a), (select b from c where d)"
                + " from t where e=?";
        QueryShape shape = shape(sql);

        assertThat(sql.substring(shape.fromStart(), shape.whereStart())).isEqualTo("from t ");
        assertThat(sql.substring(shape.whereStart())).isEqualTo("where e=?");
        assertThat(shape("select ?").fromStart()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "select a from t where id=?#id",
                "select a from t where t.\"ID\" = ? and b > 1;#id",
                "select a from t where (b = 1 or c = 2) and s.t.id = ?#id",
                "select a from t where id=? or b=1#''",
                "select a from t where b between 1 and id=?#''",
                "select a from t where id=? + 1#''",
                "select a from t where not id=?#''",
                "select a from t where (id=?)#''",
                "select a from t where b < id=?#''",
                "select a from t where id>=?#''",
                "select a from t where b = id || c and id=?#''",
                "select a from t where id=? limit 1#''",
                "select id = ? from t where a = 1#''"
            })
    void equalColumn_conditionByItself_isItsColumn(String sql, String column) {
        assertThat(shape(sql).equalColumn(1)).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "select a from t where id=? order by b#id",
                "select a from t, u where b = 1 and t.id=? group by a having count(*) > 1#id",
                "select a from t where id=? limit 1#id",
                "select a from t where id between ? and 3 order by b#''",
                "select a from t where id=? or b=1 order by b#''",
                "select a from (select b from t where id=?) u where c=1#''"
            })
    void comparedColumn_conditionOfAnyQuery_isItsColumn(String sql, String column) {
        assertThat(shape(sql).comparedColumn(1)).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select a from t as x where id=?|true",
                "select a from s.t where id=?|true",
                "select a from t, u where id=?|false",
                "select a from t, t x where id=?|false",
                "select a from t join t x on x.a = t.a where id=?|false",
                "select a from f(1) where id=?|false",
                "select a from (select 1 from t) x where id=?|false",
                "select 1|false"
            })
    void plainFrom_oneTable_isTrue(String sql, boolean plain) {
        assertThat(shape(sql).plainFrom()).isEqualTo(plain);
    }

    @Test
    void regrouped_onlyTheOutermostQueryCounts() {
        assertThat(shape("select distinct a from t").regrouped()).isTrue();
        assertThat(shape("select a from t group by a").regrouped()).isTrue();
        assertThat(shape("select a from t union select b from u").regrouped()).isTrue();
        assertThat(shape(
                                "select count(distinct a), a is distinct from b from t where c in (select d from u group by d)")
                        .regrouped())
                .isFalse();
    }

    @Test
    void takesAnyRows_unlessSortedOrAllTheSame() {
        assertThat(shape("select a from t where b=? limit 1").takesAnyRows()).isTrue();
        assertThat(shape("select 1 + a from t offset 2").takesAnyRows()).isTrue();
        assertThat(shape("select f('1') from t fetch first row only").takesAnyRows())
                .isTrue();
        assertThat(shape("select a from t order by a limit 1").takesAnyRows()).isFalse();
        assertThat(shape("select 1 as one, 'x' from t limit 1").takesAnyRows()).isFalse();
        assertThat(shape("select a from t").takesAnyRows()).isFalse();
        assertThat(shape("with x as (select 1) select a from x limit 1").takesAnyRows())
                .isTrue();
    }

    @Test
    void star_isNoMultiplication() {
        assertThat(shape("select * from t").star()).isTrue();
        assertThat(shape("select a, t.* from t").star()).isTrue();
        assertThat(shape("select a * b, count(*) from t where c * d > 1").star())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '%',
            value = {
                "select a /* covet:off */ from t|true|true",
                "select a from t /* covet:off prefetch */|true|false",
                "/*covet:off cache, prefetch*/ select a from t|true|true",
                "select '/* covet:off */' from t|false|false",
                "select a from t -- covet:off|false|false",
                "select a /* about covet:off */ from t|false|false"
            })
    void excludes_readsComments(String sql, boolean prefetch, boolean cache) {
        assertThat(shape(sql).excludes("prefetch")).isEqualTo(prefetch);
        assertThat(shape(sql).excludes("cache")).isEqualTo(cache);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 'a\\' from t|literals and comments",
                "insert into t values (1)|not a single query",
                "select 1; select 2|not a single query",
                "select a from t for update|may write",
                "select nextval('s')|may write",
                "(select 1)|begin with SELECT",
                "values (1)|begin with SELECT",
                "select (a from t|parentheses",
                "select a) from (t|parentheses",
                "select a from t where b=$1|$1",
                "select {fn rand()} from t|{fn",
                "{call p()}|not a single query",
                "''|not a single query",
                "select 'open|literals and comments"
            })
    void understood_doubtful_saysWhy(String sql, String doubt) {
        assertThat(shape(sql).understood()).isFalse();
        assertThat(shape(sql).doubt()).contains(doubt);
        assertThat(shape(sql).flat()).isFalse();
    }

    /** Where its parts are is not known then, and need not be to know what it reads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(select a from t)",
                "(select a from t) union (select b from u)",
                "values (1), (2)",
                "table t",
                "select a from t where b=?"
            })
    void readingDoubt_oneQuery_isNone(String sql) {
        assertThat(shape(sql).readingDoubt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(select a from t for update)",
                "values (nextval('s'))",
                "(select a from t",
                "(select a from t); delete from t",
                "insert into t values (1)",
                "((delete from t))"
            })
    void readingDoubt_anythingElse_isTold(String sql) {
        assertThat(shape(sql).readingDoubt()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@x", "@`x`", "@'x'", "@\"x\"", "@@x", "@@session.x", "@ `x`"})
    void variableOfTheSession_howeverItIsWritten_isFound(String variable) {
        assertThat(mySql("select " + variable + " from t").has(Clause.USER_VARIABLE))
                .isTrue();
        assertThat(shape("select @ a from t").has(Clause.USER_VARIABLE)).isFalse();
    }

    @Test
    void understood_twoQuestionMarksOutsideOfPostgres_isNot() {
        assertThat(mySql("select a from t where b ?? c").doubt()).contains("??");
    }

    @Test
    void reserved_inAnyCaseAndPlace_isFound() {
        assertThat(shape("select a as __Covet_x from t").reserved()).isTrue();
        assertThat(shape("select a from t").reserved()).isFalse();
    }

    @Test
    void of_anyText_neverThrows() {
        Random random = new Random(7);
        for (int i = 0; i < 1500; i++) {
            StringBuilder sql = new StringBuilder();
            for (int length = random.nextInt(14); length >= 0; length--) {
                sql.append(PARTS[random.nextInt(PARTS.length)]);
            }
            for (Dialect dialect : Dialect.values()) {
                QueryShape shape = QueryShape.of(SqlText.of(sql.toString(), dialect));
                assertThat(shape.end()).isBetween(0, sql.length());
                shape.excludes("prefetch");
            }
        }
    }
}

package dev.covet.optimizer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryShapeTest {
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
        String[] parts = {
            "select ",
            "from ",
            "(",
            ")",
            "{",
            "}",
            "?",
            "??",
            "'",
            "\"",
            "/*",
            "*/",
            "--",
            "\n",
            "f(",
            "x.",
            "with ",
            "as ",
            "::",
            ";",
            "@a ",
            "$1",
            "$$",
            "`",
            "order by ",
            "distinct ",
            "*",
            ",",
            "covet:off",
            "for ",
            "[",
            "é"
        };
        for (int i = 0; i < 4000; i++) {
            StringBuilder sql = new StringBuilder();
            for (int length = random.nextInt(14); length >= 0; length--) {
                sql.append(parts[random.nextInt(parts.length)]);
            }
            for (Dialect dialect : Dialect.values()) {
                QueryShape shape = QueryShape.of(SqlText.of(sql.toString(), dialect));
                assertThat(shape.end()).isBetween(0, sql.length());
                shape.excludes("prefetch");
            }
        }
    }
}

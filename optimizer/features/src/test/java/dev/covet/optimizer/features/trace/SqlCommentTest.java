package dev.covet.optimizer.features.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlCommentTest {
    private static final String STATIC = "application='shop'";

    private static String appended(String sql, Dialect dialect) {
        SqlText text = SqlText.of(sql, dialect);
        return SqlComment.fits(text, dialect) ? SqlComment.append(sql, STATIC, null) : sql;
    }

    @Test
    void staticPart_encodesWhatCouldEndTheComment() {
        assertThat(SqlComment.staticPart(Map.of("b", "it's */ ?", "a", "x y")))
                .isEqualTo("a='x%20y',b='it%27s%20%2A%2F%20%3F'");
    }

    @Test
    void append_withTrace_hasBothParts() {
        assertThat(SqlComment.append("select 1", STATIC, "00-aa-bb-01"))
                .isEqualTo("select 1 /*application='shop',traceparent='00-aa-bb-01'*/");
        assertThat(SqlComment.append("select 1", "", "00-aa-bb-01"))
                .isEqualTo("select 1 /*traceparent='00-aa-bb-01'*/");
    }

    @Test
    void append_withNothingToSay_isTheSameObject() {
        String sql = "select 1";
        assertThat(SqlComment.append(sql, "", null)).isSameAs(sql);
    }

    @Test
    void append_beforeTrailingSemicolonAndSpace() {
        assertThat(appended("select 1 ; \n", Dialect.MYSQL)).isEqualTo("select 1 /*application='shop'*/ ; \n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "POSTGRESQL | select '--', \"/*\" from t",
                "POSTGRESQL | select 'it''s -- no comment'",
                "POSTGRESQL | select e'\\'--' from t",
                "POSTGRESQL | select $$ -- no comment $$",
                "POSTGRESQL | select $a$ /* $$ */ $a$ where x = $1",
                "POSTGRESQL | select a #> b from t",
                "POSTGRESQL | insert into t values (1, 'a;b') returning id",
                "POSTGRESQL | with gone as (delete from t returning *) select * from gone",
                "MYSQL | select `--` from t",
                "MYSQL | insert into t values (?, ?) on duplicate key update a = 1",
                "MYSQL | select * from t where at > {ts '2026-01-01 00:00:00'}",
                "H2 | select 1 - -1",
                "SQLITE | select '#' from t",
                "OTHER | select 'q' from dual"
            })
    void append_textWithoutComment_addsIt(Dialect dialect, String sql) {
        assertThat(appended(sql, dialect)).isEqualTo(sql + " /*application='shop'*/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "POSTGRESQL | select 1 -- one",
                "POSTGRESQL | select /* one */ 1",
                "POSTGRESQL | {call refresh(?)}",
                "POSTGRESQL | {? = call refresh(?)}",
                "POSTGRESQL | call refresh(?)",
                "MYSQL | {call refresh(?)}",
                "MYSQL | call refresh(?)",
                "OTHER | {call refresh(?)}",
                "POSTGRESQL | /*+ SeqScan(t) */ select * from t",
                "MYSQL | select /*+ NO_INDEX_MERGE(t) */ * from t",
                "POSTGRESQL | select 1 /*traceparent='00-aa-bb-01'*/",
                "POSTGRESQL | select 1; select 2",
                "MYSQL | insert into t values (1); delete from t;",
                "POSTGRESQL | select 1;;",
                "POSTGRESQL | select 1 ; ;",
                "H2 | select 1 // one",
                "POSTGRESQL | copy t from stdin",
                "POSTGRESQL | begin",
                "POSTGRESQL | set search_path to shop",
                "POSTGRESQL | create table t (id int)",
                "POSTGRESQL | explain select 1",
                "MYSQL | load data local infile 'a' into table t",
                "POSTGRESQL | select 'open",
                "POSTGRESQL | select $$ open",
                "POSTGRESQL | select 'a\\' -- '",
                "MYSQL | select 1 # one",
                "MYSQL | select 'a\\'--'",
                "MYSQL | select /*!40101 1 */",
                "OTHER | select q'[it's]' from dual",
                "OTHER | select 'a\\'--' from t"
            })
    void append_textWithCommentOrInDoubt_leavesIt(Dialect dialect, String sql) {
        assertThat(appended(sql, dialect)).isSameAs(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";", " ; "})
    void append_emptyText_leavesIt(String sql) {
        assertThat(appended(sql, Dialect.POSTGRESQL)).isSameAs(sql);
    }
}

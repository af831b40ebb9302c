package dev.covet.optimizer.features.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.sql.Dialect;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlCommentTest {
    private static final String STATIC = "application='shop'";

    private static String appended(String sql, Dialect dialect) {
        return SqlComment.append(sql, dialect, STATIC, null);
    }

    @Test
    void staticPart_encodesWhatCouldEndTheComment() {
        assertThat(SqlComment.staticPart(Map.of("b", "it's */ ?", "a", "x y")))
                .isEqualTo("a='x%20y',b='it%27s%20%2A%2F%20%3F'");
    }

    @Test
    void append_withTrace_hasBothParts() {
        assertThat(SqlComment.append("select 1", Dialect.POSTGRESQL, STATIC, "00-aa-bb-01"))
                .isEqualTo("select 1 /*application='shop',traceparent='00-aa-bb-01'*/");
        assertThat(SqlComment.append("select 1", Dialect.POSTGRESQL, "", "00-aa-bb-01"))
                .isEqualTo("select 1 /*traceparent='00-aa-bb-01'*/");
    }

    @Test
    void append_withNothingToSay_isTheSameObject() {
        String sql = "select 1";
        assertThat(SqlComment.append(sql, Dialect.MYSQL, "", null)).isSameAs(sql);
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
                "POSTGRESQL | /*+ SeqScan(t) */ select * from t",
                "MYSQL | select `--` from t",
                "MYSQL | {call refresh(?)}",
                "MYSQL | call refresh(?)",
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

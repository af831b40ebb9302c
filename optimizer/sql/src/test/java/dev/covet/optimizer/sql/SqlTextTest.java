package dev.covet.optimizer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlTextTest {
    private static SqlText text(String sql) {
        return SqlText.of(sql, Dialect.OTHER);
    }

    @Test
    void tables_ofStatements_saysWhichAreWritten() {
        assertThat(text("INSERT INTO s.T SELECT * FROM \"U\" JOIN v").tables())
                .containsExactly(new TableName("s.t", true), new TableName("u", false), new TableName("v", false));
        assertThat(text("UPDATE a SET x = 1 FROM b WHERE c IN (SELECT 1 FROM d)")
                        .tables())
                .containsExactly(new TableName("a", true), new TableName("b", false), new TableName("d", false));
        assertThat(text("DELETE FROM a USING b").tables())
                .containsExactly(new TableName("a", true), new TableName("b", false));
        assertThat(text("MERGE INTO a USING b ON (1=1) WHEN MATCHED THEN DELETE")
                        .tables())
                .containsExactly(new TableName("a", true), new TableName("b", false));
        assertThat(text("SELECT * FROM a; DELETE FROM a").tables()).containsExactly(new TableName("a", true));
        assertThat(text("CREATE INDEX i ON t (a)").tables()).containsExactly(new TableName("t", true));
        assertThat(text("CREATE INDEX ON ONLY t (a)").tables()).containsExactly(new TableName("t", true));
        assertThat(text("DROP TABLE a, b").tables())
                .containsExactly(new TableName("a", true), new TableName("b", true));
        assertThat(text("WITH x AS (SELECT * FROM a) DELETE FROM b USING x").tables())
                .containsExactly(new TableName("a", false), new TableName("b", true));
        assertThat(text("SELECT 1").tables()).isEmpty();
    }

    @Test
    void parameterCount_countsWhatIsBound() {
        assertThat(text("SELECT ?, '?', \"?\" /* ? */ FROM t WHERE a ?? 'b' AND c = ? -- ?")
                        .parameterCount())
                .isEqualTo(2);
        assertThat(text("{? = call p(?, :a)}").parameterCount()).isEqualTo(2);
    }

    @Test
    void procedure_ofCalls_isItsName() {
        assertThat(text("{? = call s . \"P\"(?)}").procedure()).isEqualTo("s.\"P\"");
        assertThat(text("exec p 1").procedure()).isEqualTo("p");
        assertThat(text("SELECT p(1)").procedure()).isEmpty();
        assertThat(SqlText.of("EXECUTE prepared", Dialect.POSTGRESQL).procedure())
                .isEmpty();
    }

    @Test
    void summary_moreThanFits_endsBehindAWholeToken() {
        String sql = "SELECT * FROM " + "a_table_name, ".repeat(40) + "z";

        assertThat(text(sql).summary()).hasSizeBetween(240, 255).endsWith(" a_table_name");
    }

    @Test
    void summary_tokenThatNeverFits_isLeftOut() {
        assertThat(text("SELECT * FROM " + "a".repeat(300) + ", b").summary()).isEqualTo("SELECT");
    }

    @Test
    void queryText_long_isCutBetweenCharacters() {
        String odd = "SELECT ab" + "\uD83D\uDE00".repeat(20_000);

        assertThat(text(odd).queryText()).hasSize(32_767).isEqualTo(odd.substring(0, 32_767));
        assertThat(text(odd + " = 1").queryText()).hasSize(32_767).isEqualTo(odd.substring(0, 32_767));
    }

    @Test
    void changesSession_dialects_differ() {
        assertThat(SqlText.of("SET LOCAL a = 1", Dialect.POSTGRESQL).changesSession())
                .isFalse();
        assertThat(SqlText.of("SET LOCAL a = 1", Dialect.MYSQL).changesSession())
                .isTrue();
        assertThat(SqlText.of("LOCK TABLE t", Dialect.POSTGRESQL).changesSession())
                .isFalse();
        assertThat(SqlText.of("SELECT pg_try_advisory_lock(1)", Dialect.POSTGRESQL)
                        .changesSession())
                .isTrue();
        assertThat(SqlText.of("SELECT pg_advisory_xact_lock(1)", Dialect.POSTGRESQL)
                        .changesSession())
                .isFalse();
        assertThat(SqlText.of("SELECT pg_advisory_xact_lock(1)", Dialect.POSTGRESQL)
                        .mayWrite())
                .isTrue();
        assertThat(SqlText.of("DECLARE c CURSOR FOR SELECT 1", Dialect.POSTGRESQL)
                        .changesSession())
                .isFalse();
        assertThat(SqlText.of("SELECT 1; SET a = 1", Dialect.POSTGRESQL).changesSession())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT @`x` := 5",
                "SELECT @'x' := 5",
                "SELECT @\"x\" := 5 FROM t",
                "SELECT a INTO @`x` FROM t",
                "SELECT a, b INTO @'x', @y FROM t"
            })
    void changesSession_variableInQuotes_isFound(String sql) {
        assertThat(SqlText.of(sql, Dialect.MYSQL).changesSession()).isTrue();
    }

    @Test
    void changesSession_accountsAndColumns_areNoVariables() {
        assertThat(SqlText.of("GRANT ALL ON a TO 'b'@'c'", Dialect.MYSQL).changesSession())
                .isFalse();
        assertThat(SqlText.of("UPDATE t SET a := 'b'", Dialect.MYSQL).changesSession())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h/d, POSTGRESQL",
        "JDBC:MariaDB://h/d, MYSQL",
        "jdbc:mysql:replication://h/d, MYSQL",
        "jdbc:h2:mem:x, H2",
        "jdbc:sqlite:x.db, SQLITE",
        "jdbc:oracle:thin:@h, OTHER",
        "'', OTHER",
        "jdbc:tc:postgresql:16:///d, POSTGRESQL",
        "jdbc:aws-wrapper:mysql://h/d, MYSQL",
        "jdbc:p6spy:h2:mem:x, H2",
        "jdbc:p6spy, OTHER",
        "jdbc:sqlserver://mysql:1433, OTHER"
    })
    void ofUrl_knownWrappedAndUnknown_isTheDialect(String url, Dialect dialect) {
        assertThat(Dialect.ofUrl(url)).isEqualTo(dialect);
    }

    @Test
    void tablesKnown_doubtOrOtherStatements_isFalse() {
        assertThat(text("SELECT * FROM a JOIN b ON a.x = b.x").tablesKnown()).isTrue();
        assertThat(text("SELECT 'it''s' FROM a").tablesKnown()).isTrue();
        assertThat(text("SELECT 'x\\'; DELETE FROM a; -- '").tablesKnown()).isFalse();
        assertThat(text("SELECT * FROM a WHERE b = 'open").tablesKnown()).isFalse();
        assertThat(text("SELECT 1; SELECT 2").tablesKnown()).isFalse();
        assertThat(text("CALL p()").tablesKnown()).isFalse();
        assertThat(text("ALTER TABLE a ADD b int").tablesKnown()).isFalse();
        assertThat(SqlText.of("SELECT 1 /*! FROM a */", Dialect.MYSQL).tablesKnown())
                .isFalse();
    }

    @Test
    void tablesKnown_moreTokensThanAreRead_isFalse() {
        SqlText many = text("SELECT 1" + ",1".repeat(40_000) + " FROM late");

        assertThat(many.tables()).isEmpty();
        assertThat(many.tablesKnown()).isFalse();
    }

    @Test
    void mayWrite_backslashThatMayEndTheStringElsewhere_isTrue() {
        String hidden = "SELECT 'x\\'; DELETE FROM t; -- '";
        for (Dialect dialect : new Dialect[] {Dialect.POSTGRESQL, Dialect.MYSQL, Dialect.OTHER}) {
            assertThat(SqlText.of(hidden, dialect).mayWrite()).as("%s", dialect).isTrue();
        }
        assertThat(SqlText.of("SELECT E'it\\'s'", Dialect.POSTGRESQL).mayWrite())
                .isFalse();
        assertThat(SqlText.of("SELECT a LIKE ? ESCAPE '\\'", Dialect.POSTGRESQL).mayWrite())
                .isFalse();
    }

    @Test
    void batchSummary_oneOrSeveralStatements_isCutBehindAToken() {
        assertThat(SqlText.batchSummary("INSERT t")).isEqualTo("BATCH INSERT t");
        assertThat(SqlText.batchSummary("")).isEqualTo("BATCH");
        assertThat(SqlText.batchSummary("SELECT" + " table_name".repeat(23)))
                .hasSizeLessThanOrEqualTo(255)
                .endsWith(" table_name");
        assertThat(SqlText.batchSummary("x".repeat(255))).isEqualTo("BATCH");
    }

    @Test
    void bytes_textOfManyTables_boundsWhatIsKept() {
        SqlText many = text("SELECT * FROM " + "t, ".repeat(10) + "a" + ", a".repeat(3));
        SqlText huge = text("SELECT * FROM t" + randomTables(2_000));

        assertThat(many.tables()).isSameAs(many.tables());
        assertThat(huge.tables()).hasSize(2_001).isNotSameAs(huge.tables());
        assertThat(huge.bytes()).isLessThan(2L * huge.sql().length() + 4_000);
    }

    private static String randomTables(int count) {
        StringBuilder tables = new StringBuilder();
        for (int i = 0; i < count; i++) {
            tables.append(", t").append(i);
        }
        return tables.toString();
    }
}

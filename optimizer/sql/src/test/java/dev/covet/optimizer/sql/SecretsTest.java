package dev.covet.optimizer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** No value of a text is found in what leaves the process. */
final class SecretsTest {
    private static final List<String> PLACES = List.of(
            "SELECT * FROM t WHERE a = %s AND b = 1",
            "SELECT %s, a FROM t, u ORDER BY 'x', %s",
            "INSERT INTO t (a, b) VALUES (1, %s), (%s, NULL)",
            "UPDATE t, u SET a = %s, b = lower(%s) WHERE c IN (%s, 'y', %s)",
            "DELETE FROM t WHERE a LIKE %s OR b IS DISTINCT FROM %s",
            "SELECT * FROM f(%s, 2) WHERE x BETWEEN %s AND %s",
            "MERGE INTO t USING u ON (t.a = %s) WHEN MATCHED THEN UPDATE SET b = %s",
            "SET x = %s",
            "CALL p(%s, ?)",
            "{call p(%s)}",
            "CREATE TABLE t (a varchar(10) DEFAULT %s)",
            "CREATE USER bob IDENTIFIED BY %s",
            "ALTER USER bob WITH PASSWORD %s",
            "WITH x AS (SELECT %s) SELECT * FROM x WHERE trim(BOTH FROM %s) = %s",
            "SELECT 1; SELECT %s; DELETE FROM t WHERE a=%s",
            "SELECT a/* it's */FROM t -- it's\n WHERE b=%s",
            "EXPLAIN SELECT %s",
            "PREPARE x FROM %s",
            "NOTIFY c, %s");

    private static final List<String> NOISE =
            List.of("", "'", "--", "/*", "*/", "\"", "?", "(", " FROM ", ";", "`", "[", ":a ", "\n", "#");

    @Test
    void queryText_plantedSecrets_doNotSurvive() {
        Randoms randoms = new Randoms(20_240_601);
        for (int i = 0; i < 5_000; i++) {
            Dialect dialect = randoms.dialect();
            String secret = randoms.secret();
            String place = PLACES.get(randoms.next(PLACES.size()));
            assertHidden(place.replace("%s", quoted(randoms, dialect, secret)), dialect, secret);
        }
    }

    @Test
    void queryText_textCutInsideASecret_doesNotShowIt() {
        Randoms randoms = new Randoms(7);
        for (int i = 0; i < 5_000; i++) {
            Dialect dialect = randoms.dialect();
            String secret = randoms.secret();
            String place = PLACES.get(randoms.next(15));
            String sql = place.replace("%s", quoted(randoms, dialect, secret));
            int end = sql.indexOf(secret);
            String cut = sql.substring(0, end + 4 + randoms.next(secret.length() - 3));
            assertHidden(cut, dialect, secret.substring(0, 4));
        }
    }

    @Test
    void queryText_commentsBesideValues_doNotSurvive() {
        for (Dialect dialect : Dialect.values()) {
            assertHidden("SELECT /* zqx */ 1 -- zqx", dialect, "zqx");
            assertHidden("/* ' zqx */ SELECT 'a' /* zqx", dialect, "zqx");
        }
    }

    @Test
    void queryText_numbers_doNotSurvive() {
        for (Dialect dialect : Dialect.values()) {
            for (String number :
                    List.of("48151623", "4815.1623", ".4815", "4815e-1623", "0x4815F", "4_815", "-4815", "4815L")) {
                assertHidden("SELECT " + number + " FROM t WHERE a=" + number + " LIMIT " + number, dialect, "815");
            }
        }
    }

    @Test
    void queryText_wordsInDoubleQuotesWhereValuesStand_doNotSurvive() {
        for (Dialect dialect : List.of(Dialect.SQLITE, Dialect.MYSQL, Dialect.OTHER)) {
            assertHidden("SELECT * FROM t WHERE a = \"zqx\" OR b <> \"zqx\"", dialect, "zqx");
            assertHidden("SELECT * FROM t WHERE a IN (\"zqx\", 'x', \"zqx\") AND b LIKE \"zqx%\"", dialect, "zqx");
            assertHidden("SELECT * FROM t WHERE a BETWEEN \"zqx\" AND \"zqx\"", dialect, "zqx");
            assertHidden("INSERT INTO t (a) VALUES (\"zqx\", 1), (2, \"zqx\")", dialect, "zqx");
            assertHidden("UPDATE t SET a = \"zqx\", b = f(x) || \"zqx\"", dialect, "zqx");
        }
    }

    @Test
    void queryText_quotedNamesAndParameters_isTheText() {
        for (Dialect dialect : List.of(Dialect.SQLITE, Dialect.H2, Dialect.POSTGRESQL, Dialect.OTHER)) {
            for (String sql : List.of(
                    "UPDATE \"t\" SET \"a\" = ?, \"b\" = ? WHERE \"c\" = ? AND \"d\" = ?",
                    "SELECT \"a\", t.\"b\" FROM \"t\" t WHERE t.\"a\" IN (?, ?) AND \"b\" LIKE ? ORDER BY \"a\", \"b\"",
                    "INSERT INTO \"t\" (\"a\", \"b\") VALUES (?, ?), (?, ?)")) {
                assertThat(SqlText.of(sql, dialect).queryText()).isSameAs(sql);
            }
        }
    }

    @Test
    void queryText_otherMeaningOfBackslashes_doesNotShowValues() {
        for (Dialect dialect : List.of(Dialect.POSTGRESQL, Dialect.MYSQL, Dialect.OTHER)) {
            assertHidden("SELECT * FROM t WHERE a = 'x\\' AND b = 'zqx'", dialect, "zqx");
            assertHidden("SELECT * FROM t WHERE a = 'it\\'s zqx'", dialect, "zqx");
        }
        assertHidden("SELECT * FROM t WHERE a = 'it\\'s zqx' AND b = 'it\\'s zqx'", Dialect.OTHER, "zqx");
        assertHidden("SELECT * FROM t WHERE a IN ('x\\', 'zqx')", Dialect.MYSQL, "zqx");
    }

    @Test
    void queryText_passwordsWithoutQuotes_doNotSurvive() {
        for (Dialect dialect : Dialect.values()) {
            assertHidden("CREATE USER bob IDENTIFIED BY zqx", dialect, "zqx");
            assertHidden("CREATE USER bob IDENTIFIED WITH plugin BY zqx", dialect, "zqx");
            assertHidden("CREATE USER bob identified/**/by/**/\"zqx\"", dialect, "zqx");
            assertHidden("ALTER USER bob IDENTIFIED BY VALUES zqx", dialect, "zqx");
            assertHidden("ALTER USER bob IDENTIFIED BY a REPLACE zqx", dialect, "zqx");
            assertHidden("SET PASSWORD = \"zqx\"", dialect, "zqx");
            assertHidden("CREATE USER bob PASSWORD \"zqx\"", dialect, "zqx");
        }
    }

    private static void assertHidden(String sql, Dialect dialect, String secret) {
        SqlText text = Reading.everything(sql, dialect);
        assertThat(text.queryText()).as("%s %s", dialect, sql).doesNotContain(secret);
        assertThat(text.summary()).as("%s %s", dialect, sql).doesNotContain(secret);
    }

    /** A literal in one of the forms of the dialect, with something confusing before the secret. */
    private static String quoted(Randoms randoms, Dialect dialect, String secret) {
        String noise = NOISE.get(randoms.next(NOISE.size()));
        String value = noise + secret + noise;
        String standard = "'" + value.replace("'", "''") + "'";
        return switch (randoms.next(4)) {
            case 0 -> dialect == Dialect.POSTGRESQL || dialect == Dialect.H2 ? "$$" + value + "$$" : standard;
            case 1 -> dialect == Dialect.MYSQL ? "\"" + noise.replace("\"", "\\\"") + secret + "\"" : standard;
            case 2 -> dialect == Dialect.POSTGRESQL ? "E'\\'" + secret + "'" : "N" + standard;
            default -> dialect == Dialect.OTHER ? "q'[" + noise + secret + "]'" : standard;
        };
    }
}

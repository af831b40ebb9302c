package dev.covet.optimizer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FingerprintTest {
    @Test
    void fingerprint_blanksCommentsAndCase_doNotCount() {
        assertSame("SELECT a FROM t WHERE b = 1", "select  A\n\tfrom T where B=1");
        assertSame("SELECT a FROM t", "/* x */ SELECT a -- y\n FROM/**/t");
        assertSame("SELECT straße FROM t", "select STRAßE from t");
    }

    @Test
    void fingerprint_values_doNotCount() {
        assertSame("SELECT * FROM t WHERE a = 'x' AND b = 1", "SELECT * FROM t WHERE a = 'it''s' AND b = -2.5e3");
        assertSame("SELECT TRUE, X'1F'", "SELECT FALSE, 'z'");
        assertSame("UPDATE t SET a = 1", "UPDATE t SET a = +2");
    }

    @Test
    void fingerprint_lengthOfLists_doesNotCount() {
        assertSame("SELECT * FROM t WHERE a IN (1)", "SELECT * FROM t WHERE a IN (1, 2, -3)");
        assertSame("SELECT * FROM t WHERE a IN (?) AND b=1", "SELECT * FROM t WHERE a in (?, ?, ?) AND b=1");
        assertSame("SELECT * FROM t WHERE (a, b) IN ((1, 2))", "SELECT * FROM t WHERE (a, b) IN ((1, 2), (3, 4))");
        assertSame("INSERT INTO t VALUES (?, 1)", "INSERT INTO t VALUES (?, 2), (?, 3), (?, 4)");
        assertSame("INSERT INTO t VALUES (1) RETURNING id", "INSERT INTO t VALUES (1), (2) RETURNING id");
        assertSame(
                "SELECT * FROM a WHERE x IN (SELECT y FROM b WHERE z IN (1))",
                "SELECT * FROM a WHERE x IN (SELECT y FROM b WHERE z IN (1, 2))");
    }

    @Test
    void fingerprint_anythingElse_counts() {
        List<String> texts = List.of(
                "SELECT a FROM t",
                "SELECT b FROM t",
                "SELECT \"a\" FROM t",
                "SELECT \"A\" FROM t",
                "SELECT a, a FROM t",
                "SELECT a FROM t WHERE b = 1",
                "SELECT a FROM t WHERE b = ?",
                "SELECT a FROM t WHERE b = NULL",
                "SELECT a FROM t WHERE b = c - 1",
                "SELECT a FROM t WHERE b = c + 1",
                "SELECT a FROM t WHERE b IN (1)",
                "SELECT a FROM t WHERE b IN (c)",
                "SELECT a FROM t WHERE b IN (c, d)",
                "SELECT a FROM t WHERE f(1)",
                "SELECT a FROM t WHERE f(1, 2)",
                "INSERT INTO t VALUES (1)",
                "INSERT INTO t VALUES (1, 2)",
                "INSERT INTO t VALUES (1), (1, 2)",
                "INSERT INTO t VALUES (1) RETURNING a",
                "SELECT ab",
                "SELECT a b",
                "",
                "(",
                "((",
                "-",
                "+",
                "SELECT -a",
                "SELECT +a",
                "SELECT -1 -",
                "SELECT 1");
        Map<Fingerprint, String> seen = new HashMap<>();
        for (String text : texts) {
            assertThat(seen.put(SqlText.of(text, Dialect.POSTGRESQL).fingerprint(), text))
                    .as(text)
                    .isNull();
        }
    }

    @Test
    void fingerprint_manyTexts_areAllDifferent() {
        Set<Fingerprint> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            seen.add(SqlText.of("SELECT c" + i + " FROM t" + i % 7, Dialect.OTHER)
                    .fingerprint());
        }
        assertThat(seen.size()).isEqualTo(100_000);
    }

    @Test
    void fingerprint_randomShapes_ignoreValuesAndBlanks() {
        Randoms randoms = new Randoms(99);
        for (int i = 0; i < 1_500; i++) {
            String shape = "SELECT c" + randoms.next(50) + " FROM t WHERE a = %s AND b IN (%s) OR c LIKE %s";
            String one = shape.formatted(value(randoms), list(randoms), value(randoms));
            String two = shape.formatted(value(randoms), list(randoms), value(randoms));
            assertSame(one, two.toLowerCase(Locale.ROOT).replace(" ", " /* c */\n"));
        }
    }

    private static String value(Randoms randoms) {
        return switch (randoms.next(3)) {
            case 0 -> "'" + randoms.secret() + "'";
            case 1 -> "-" + randoms.next(1000);
            default -> randoms.next(1000) + ".5";
        };
    }

    private static String list(Randoms randoms) {
        StringBuilder list = new StringBuilder(value(randoms));
        for (int i = randoms.next(5); i > 0; i--) {
            list.append(", ").append(value(randoms));
        }
        return list.toString();
    }

    private static void assertSame(String one, String two) {
        for (Dialect dialect : Dialect.values()) {
            assertThat(SqlText.of(one, dialect).fingerprint())
                    .as("%s: %s and %s", dialect, one, two)
                    .isEqualTo(SqlText.of(two, dialect).fingerprint());
        }
    }
}

package dev.covet.optimizer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TokenizerTest {
    private static final List<String> PIECES = List.of(
            "(",
            "'",
            "\"",
            "/*",
            "[",
            "[a",
            "$",
            "$a",
            "$a$",
            "$$",
            "`",
            "-",
            "--",
            "#",
            "?",
            ":",
            ".",
            "1",
            "1e",
            "@",
            "\\'",
            "/*!",
            "*/",
            "a",
            "U&",
            "q'",
            "IN (",
            "IN (1,",
            "VALUES (",
            "{",
            "a.",
            "WITH a AS (",
            "JOIN a ",
            ";a",
            "$$$",
            "'\\\\",
            "\u00e9",
            "WITH a AS (SELECT 1), ",
            "/* -- ");

    private static final String KINDS = "EWQSN?P";
    /** Far more than all limits of characters and tokens. */
    private static final int LONG = 200 << 10;

    @Test
    void next_randomBytes_neverThrows() {
        Randoms randoms = new Randoms(42);
        for (int i = 0; i < 5_000; i++) {
            Reading.everything(randoms.bytes(randoms.next(80)), randoms.dialect());
        }
    }

    @Test
    void next_randomPieces_neverThrows() {
        Randoms randoms = new Randoms(43);
        for (int i = 0; i < 5_000; i++) {
            Reading.everything(randoms.pieces(randoms.next(40)), randoms.dialect());
        }
    }

    static List<String> pieces() {
        return PIECES;
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void next_longTextOfTheSame_takesLinearSteps(String piece) {
        String text = "SELECT " + piece.repeat(LONG / piece.length());
        for (Dialect dialect : Dialect.values()) {
            Tokenizer tokenizer = new Tokenizer(text, dialect);
            boolean moves = true;
            while (tokenizer.next() != Tokenizer.END) {
                moves &= tokenizer.end() > tokenizer.start();
            }
            assertThat(moves).isTrue();
            long limit = piece.startsWith("[") && dialect == Dialect.OTHER ? 140L : 10L;
            assertThat(tokenizer.steps()).as("%s", dialect).isLessThan(limit * text.length());
        }
        Reading.everything(text, Dialect.OTHER);
        Reading.everything(text, Dialect.POSTGRESQL);
    }

    @Test
    void next_forms_haveTheirKinds() {
        assertThat(kinds("a \"b\" 'c' 1 ? ,", Dialect.H2)).isEqualTo("WQSN?P");
        assertThat(kinds("`a` \"b\"", Dialect.MYSQL)).isEqualTo("QS");
        assertThat(kinds("[a] `b` ?1 :c @d $e", Dialect.SQLITE)).isEqualTo("QQ????");
        assertThat(kinds("a::int ?? $1 :x := $t$ ' $t$ e'\\''", Dialect.POSTGRESQL))
                .isEqualTo("WPWP??PSS");
        assertThat(kinds("1e5 .5 0x1F 1_000 1.5e-3 1e-", Dialect.OTHER)).isEqualTo("NNNNNNP");
        assertThat(kinds("a.5 t.1", Dialect.OTHER)).isEqualTo("WPNWPN");
        assertThat(kinds("'open", Dialect.OTHER)).isEqualTo("S");
        assertThat(kinds("/* a /* b */ c */ d", Dialect.POSTGRESQL)).isEqualTo("W");
        assertThat(kinds("/* a /* b */ c", Dialect.MYSQL)).isEqualTo("W");
        assertThat(kinds("1 // a\n 2", Dialect.H2)).isEqualTo("NN");
        assertThat(kinds("1 // 2", Dialect.OTHER)).isEqualTo("NPPN");
        assertThat(kinds("a -- b\r c", Dialect.SQLITE)).isEqualTo("W");
        assertThat(kinds("a -- b\r c", Dialect.POSTGRESQL)).isEqualTo("WW");
        assertThat(kinds("$a$ b $a$ $$ c $$", Dialect.H2)).isEqualTo("PWWPWS");
        assertThat(kinds("[a]] 'b'", Dialect.SQLITE)).isEqualTo("QPS");
        assertThat(kinds("5--1", Dialect.MYSQL)).isEqualTo("NPPN");
        assertThat(kinds("5--1", Dialect.OTHER)).isEqualTo("N");
    }

    private static String kinds(String sql, Dialect dialect) {
        Tokenizer tokenizer = new Tokenizer(sql, dialect);
        List<String> kinds = new ArrayList<>();
        while (tokenizer.next() != Tokenizer.END) {
            kinds.add(String.valueOf(KINDS.charAt(tokenizer.kind())));
        }
        return String.join("", kinds);
    }
}

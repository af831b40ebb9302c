package dev.covet.optimizer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What is written differently and means the same is understood alike: each golden text, taken apart and put together. */
final class MetamorphicTest {
    private static final int ROUNDS = 5;

    /** A token of a golden text, and whether it may be replaced. */
    private record Piece(int kind, Keyword keyword, String text, boolean literal) {}

    @Test
    void of_sameTokensInOtherDress_isTheSame() throws IOException {
        Randoms randoms = new Randoms(11);
        int compared = 0;
        for (String line : GoldenTest.lines()) {
            String[] columns = line.split(" ¦ ", -1);
            Dialect dialect = Dialect.valueOf(columns[0]);
            List<Piece> pieces = pieces(columns[1], dialect);
            SqlText text = SqlText.of(columns[1], dialect);
            for (int round = 0; round < ROUNDS && !pieces.isEmpty(); round++) {
                String other = dress(pieces, dialect, randoms, "");
                compare(text, SqlText.of(other, dialect), other);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(400 * ROUNDS);
    }

    private static void compare(SqlText text, SqlText other, String sql) {
        assertThat(other.fingerprint()).as("%s and %s", text.sql(), sql).isEqualTo(text.fingerprint());
        assertThat(other.kind()).as(sql).isEqualTo(text.kind());
        assertThat(other.transaction()).as(sql).isEqualTo(text.transaction());
        assertThat(other.changesSession()).as(sql).isEqualTo(text.changesSession());
        assertThat(other.parameterCount()).as(sql).isEqualTo(text.parameterCount());
        assertThat(other.procedure().toLowerCase(Locale.ROOT))
                .as(sql)
                .isEqualTo(text.procedure().toLowerCase(Locale.ROOT));
        if (text.queryText().equals(other.queryText())) {
            assertThat(other.tables()).as(sql).isEqualTo(text.tables());
        }
    }

    @Test
    void queryText_everyLiteralOfEveryGoldenText_isHidden() throws IOException {
        Randoms randoms = new Randoms(12);
        for (String line : GoldenTest.lines()) {
            String[] columns = line.split(" ¦ ", -1);
            Dialect dialect = Dialect.valueOf(columns[0]);
            List<Piece> pieces = pieces(columns[1], dialect);
            for (int round = 0; round < ROUNDS && pieces.stream().anyMatch(Piece::literal); round++) {
                String secret = randoms.secret();
                String planted = dress(pieces, dialect, randoms, secret);
                assertThat(SqlText.of(planted, dialect).queryText())
                        .as("%s %s", dialect, planted)
                        .doesNotContain(secret);
            }
        }
    }

    /** Nothing of a text with executable comments or an open end: there the blanks count. */
    private static List<Piece> pieces(String sql, Dialect dialect) {
        Tokenizer tokenizer = new Tokenizer(sql, dialect);
        List<Piece> pieces = new ArrayList<>();
        while (tokenizer.next() != Tokenizer.END) {
            if (!tokenizer.closed()) {
                return List.of();
            }
            String text = sql.substring(tokenizer.start(), tokenizer.end());
            pieces.add(new Piece(tokenizer.kind(), tokenizer.keyword(), text, tokenizer.isLiteral()));
        }
        return tokenizer.sawExecutableComment() ? List.of() : pieces;
    }

    private static String dress(List<Piece> pieces, Dialect dialect, Randoms randoms, String secret) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(blank(randoms, dialect, secret));
            if (piece.literal()) {
                text.append(literal(piece.kind(), randoms, secret));
            } else {
                text.append(piece.kind() == Tokenizer.WORD ? cased(piece.text(), randoms) : piece.text());
            }
        }
        return text.append(blank(randoms, dialect, secret)).toString();
    }

    private static String blank(Randoms randoms, Dialect dialect, String secret) {
        return switch (randoms.next(6)) {
            case 0 -> "\t";
            case 1 -> " \n ";
            case 2 -> " /* it's \" " + secret + " */ ";
            case 3 -> " -- it's ( ; \" " + secret + "\n";
            case 4 -> dialect == Dialect.MYSQL ? " # '" + secret + "\n" : "\u00A0";
            default -> " ";
        };
    }

    private static String literal(int kind, Randoms randoms, String secret) {
        return switch (kind) {
            case Tokenizer.NUMBER -> randoms.next(1000) + secret;
            case Tokenizer.WORD -> randoms.next(2) == 0 ? "TRUE" : "false";
            default -> "'" + secret + randoms.next(1000) + (randoms.next(2) == 0 ? "''" : "--") + "'";
        };
    }

    private static String cased(String word, Randoms randoms) {
        return switch (randoms.next(3)) {
            case 0 -> word.toUpperCase(Locale.ROOT);
            case 1 -> word.toLowerCase(Locale.ROOT);
            default -> word;
        };
    }
}

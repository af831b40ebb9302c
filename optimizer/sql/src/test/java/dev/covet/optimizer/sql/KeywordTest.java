package dev.covet.optimizer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KeywordTest {
    @Test
    void keyword_everyWordInBothCases_isFound() {
        for (Keyword keyword : Keyword.values()) {
            if (keyword != Keyword.NONE) {
                assertThat(read(keyword.name())).isEqualTo(keyword);
                assertThat(read(keyword.name().toLowerCase(Locale.ROOT))).isEqualTo(keyword);
                assertThat(read(keyword.name() + "x")).isNotEqualTo(keyword);
                assertThat(read("z" + keyword.name())).isEqualTo(Keyword.NONE);
            }
        }
    }

    @Test
    void key_manyWords_areDifferent() {
        Map<Long, String> seen = new HashMap<>();
        for (String stem :
                new String[] {"", "a", "order_", "a_rather_long_name_of_a_column_", "é", "áa", "pc6a", "a_10chars_"}) {
            for (int i = 0; i < 5_000; i++) {
                String word = "w" + stem + i;
                assertThat(seen.put(key(word), word)).as(word).isNull();
            }
        }
    }

    @Test
    void key_positionsOfLongWords_count() {
        assertThat(key("abcdefghij_klmnopqrst")).isNotEqualTo(key("klmnopqrst_abcdefghij"));
        assertThat(key("x".repeat(10))).isNotEqualTo(key("x".repeat(20)));
        assertThat(key("éa")).isNotEqualTo(key("aé"));
        assertThat(key("ÉA")).isEqualTo(key("éa"));
    }

    private static Keyword read(String word) {
        Tokenizer tokenizer = new Tokenizer(word, Dialect.H2);
        tokenizer.next();
        return tokenizer.keyword();
    }

    private static long key(String word) {
        Tokenizer tokenizer = new Tokenizer(word, Dialect.H2);
        assertThat(tokenizer.next()).isEqualTo(Tokenizer.WORD);
        assertThat(tokenizer.end()).isEqualTo(word.length());
        return tokenizer.key();
    }
}

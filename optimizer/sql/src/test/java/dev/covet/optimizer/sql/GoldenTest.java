package dev.covet.optimizer.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of {@code golden.txt} is a text and all that is said of it. */
final class GoldenTest {
    private static final String SEPARATOR = " ¦ ";

    static List<String> lines() throws IOException {
        try (InputStream stream = GoldenTest.class.getResourceAsStream("golden.txt");
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("!"))
                    .map(line -> line.replace('⏎', '\n').replace('␍', '\r'))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void read_goldenLine_isWhatItSays(String line) {
        String[] columns = line.split(SEPARATOR, -1);
        SqlText text = SqlText.of(columns[1], Dialect.valueOf(columns[0]));
        String kind = text.kind() + (text.transaction() == TransactionVerb.NONE ? "" : " " + text.transaction());
        String flags = (text.mayWrite() ? "writes" : "reads") + (text.changesSession() ? " session" : "");
        String tables = text.tables().stream()
                .map(table -> (table.written() ? "+" : "") + table.name())
                .collect(Collectors.joining(" "));

        assertThat(columns).hasSize(7);
        assertThat(kind).isEqualTo(columns[2]);
        assertThat(text.summary()).isEqualTo(columns[3]);
        assertThat(text.queryText()).isEqualTo(columns[4].equals("=") ? columns[1] : columns[4]);
        assertThat(flags).isEqualTo(columns[5]);
        assertThat(tables).isEqualTo(columns[6].equals("-") ? "" : columns[6]);
    }

    @Test
    void lines_all_areEnough() throws IOException {
        assertThat(lines()).hasSizeGreaterThan(500).doesNotHaveDuplicates();
    }

    @Test
    void read_prefixesOfGoldenLines_neverThrow() throws IOException {
        Dialect[] others = Dialect.values();
        for (String line : lines()) {
            String[] columns = line.split(SEPARATOR, -1);
            for (int end = 0; end < columns[1].length(); end++) {
                String prefix = columns[1].substring(0, end);
                assertReads(prefix, Dialect.valueOf(columns[0]));
                assertReads(prefix, others[end % others.length]);
            }
        }
    }

    private static void assertReads(String sql, Dialect dialect) {
        assertThatCode(() -> Reading.everything(sql, dialect))
                .as("%s %s", dialect, sql)
                .doesNotThrowAnyException();
    }
}

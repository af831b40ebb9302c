package dev.covet.optimizer.features.route.reads;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements with what is expected of them, from a file that people can read. */
final class Corpus {
    private static final Pattern LINE = Pattern.compile("(read~?|primary \\[([^\\]]*)\\]) (.*)");

    private Corpus() {}

    /**
     * One statement.
     *
     * @param why only the primary may answer it: part of the reason; empty if a replica may, too
     * @param steady whether primary and replica answer the same
     */
    record Line(String sql, String why, boolean steady) {
        boolean read() {
            return why.isEmpty();
        }

        @Override
        public String toString() {
            return sql;
        }
    }

    static List<Line> of(String name) {
        List<Line> lines = new ArrayList<>();
        for (String each : text(name).split("\n", -1)) {
            if (each.isBlank() || each.startsWith("#")) {
                continue;
            }
            Matcher line = LINE.matcher(each);
            if (!line.matches()) {
                throw new IllegalStateException("No statement: " + each);
            }
            String why = Objects.requireNonNullElse(line.group(2), "");
            lines.add(new Line(line.group(3), why, line.group(1).equals("read")));
        }
        return lines;
    }

    /** Statements with an empty line between them. */
    static String[] statements(String name) {
        return text(name).strip().split("\n\n", -1);
    }

    private static String text(String name) {
        try (InputStream file = Corpus.class.getResourceAsStream("/reads/" + name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

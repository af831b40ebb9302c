package dev.covet.optimizer.sql;

import java.util.List;
import java.util.Random;

/** Random texts that look like SQL; the same for the same seed. */
final class Randoms {
    private static final String[] PIECES = {
        "SELECT ",
        "FROM ",
        "WHERE ",
        "a",
        "t",
        " = ",
        "(",
        ")",
        ",",
        "'",
        "\"",
        "`",
        "[",
        "]",
        "--",
        "/*",
        "*/",
        "/*!",
        "#",
        "$$",
        "$x$",
        "\\",
        "?",
        "??",
        ":",
        "::",
        ":=",
        "@",
        "@@",
        "1",
        ".5",
        "1e",
        "e-5",
        "0x",
        "IN ",
        "VALUES ",
        "INSERT ",
        "INTO ",
        "UPDATE ",
        "DELETE ",
        "WITH ",
        "AS ",
        "RECURSIVE ",
        "{",
        "}",
        "call ",
        ";",
        "\n",
        " ",
        "U&'",
        "E'",
        "q'[",
        "IDENTIFIED ",
        "BY ",
        "PASSWORD ",
        "JOIN ",
        "USING ",
        "MERGE ",
        "CREATE ",
        "TABLE ",
        "TRIGGER ",
        "é",
        "\uD83D\uDE00",
        "\uD83D",
        "\u0000",
        "FETCH ",
        "COPY ",
        "TRUNCATE ",
        "SET ",
        "OR ",
        "-",
        "+",
        ".",
        "EXPLAIN ",
        "LOCK ",
        "INDEX ",
        "ON "
    };

    private final Random random;

    Randoms(long seed) {
        this.random = new Random(seed);
    }

    int next(int bound) {
        return random.nextInt(bound);
    }

    Dialect dialect() {
        List<Dialect> all = List.of(Dialect.values());
        return all.get(next(all.size()));
    }

    String pieces(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(PIECES[next(PIECES.length)]);
        }
        return text.toString();
    }

    String bytes(int count) {
        char[] text = new char[count];
        for (int i = 0; i < count; i++) {
            text[i] = (char) next(256);
        }
        return new String(text);
    }

    /** A word that occurs nowhere else. */
    String secret() {
        return "zq" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36) + "qz";
    }
}

package dev.covet.optimizer.sql;

import java.util.Arrays;

/** The tokens of a text side by side, for readers that look ahead and back. Holds the first {@value #LIMIT} of them. */
final class Tokens {
    private static final int LIMIT = 65_536;

    private final String sql;
    private int[] starts;
    private int[] ends;
    private byte[] kinds;
    private Keyword[] keywords;
    private int size;
    private boolean complete;

    private Tokens(String sql) {
        this.sql = sql;
        int estimate = Math.min(LIMIT, sql.length() / 5 + 8);
        starts = new int[estimate];
        ends = new int[estimate];
        kinds = new byte[estimate];
        keywords = new Keyword[estimate];
    }

    static Tokens of(String sql, Dialect dialect) {
        Tokens tokens = new Tokens(sql);
        Tokenizer tokenizer = new Tokenizer(sql, dialect);
        while (tokens.size < LIMIT && tokenizer.next() != Tokenizer.END) {
            tokens.add(tokenizer);
        }
        tokens.complete = tokenizer.kind() == Tokenizer.END;
        return tokens;
    }

    private void add(Tokenizer token) {
        if (size == starts.length) {
            int larger = Math.min(LIMIT, size * 2);
            starts = Arrays.copyOf(starts, larger);
            ends = Arrays.copyOf(ends, larger);
            kinds = Arrays.copyOf(kinds, larger);
            keywords = Arrays.copyOf(keywords, larger);
        }
        starts[size] = token.start();
        ends[size] = token.end();
        kinds[size] = (byte) (token.closed() ? token.kind() : Tokenizer.END);
        keywords[size++] = token.keyword();
    }

    int size() {
        return size;
    }

    /** Whether these are all tokens of the text. */
    boolean complete() {
        return complete;
    }

    /** The kind; {@code END} outside of the text and for what is not closed. */
    int kind(int index) {
        return index >= 0 && index < size ? kinds[index] : Tokenizer.END;
    }

    Keyword keyword(int index) {
        return index >= 0 && index < size ? keywords[index] : Keyword.NONE;
    }

    boolean isName(int index) {
        int kind = kind(index);
        return kind == Tokenizer.WORD || kind == Tokenizer.QUOTED_IDENTIFIER;
    }

    /** The character of a punctuation token of one character, else 0. */
    char mark(int index) {
        return kind(index) == Tokenizer.PUNCTUATION && ends[index] - starts[index] == 1 ? sql.charAt(starts[index]) : 0;
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    char firstCharacter(int index) {
        return sql.charAt(starts[index]);
    }

    String text(int index) {
        return sql.substring(starts[index], ends[index]);
    }

    /** A name of several parts as it is written, without the blanks around its dots. */
    String text(int from, int to) {
        if (to - from == 1) {
            return text(from);
        }
        StringBuilder joined = new StringBuilder();
        for (int i = from; i < to; i++) {
            joined.append(sql, starts[i], ends[i]);
        }
        return joined.toString();
    }

    /** Behind the last part of the name that starts here: {@code catalog.schema.table}. */
    int endOfName(int from) {
        int end = from + 1;
        while (mark(end) == '.' && (isName(end + 1) || mark(end + 1) == '.')) {
            end += isName(end + 1) ? 2 : 1;
        }
        return end;
    }
}

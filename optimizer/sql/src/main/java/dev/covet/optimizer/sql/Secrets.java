package dev.covet.optimizer.sql;

/**
 * Finds values that are not written as literals: passwords without quotes ({@code IDENTIFIED BY x}), and words in
 * double quotes where a value would stand, which SQLite and many a database we do not know take for strings.
 */
final class Secrets {
    private static final int AFTER_IDENTIFIED = 1;
    private static final int EXPECTED = 2;
    private static final int AFTER_PASSWORD = 3;

    private final String sql;
    private final boolean looseQuotes;
    private int state;
    private boolean account;
    private boolean valueNext;
    private boolean between;
    private boolean rows;
    private int list;
    private Keyword before = Keyword.NONE;
    private char markBefore;

    Secrets(String sql, Dialect dialect) {
        this.sql = sql;
        this.looseQuotes = dialect == Dialect.SQLITE || dialect == Dialect.OTHER;
    }

    /** Whether this token is in double quotes that may be those of a string. */
    boolean isLoose(Tokenizer token) {
        return looseQuotes && token.kind() == Tokenizer.QUOTED_IDENTIFIER && sql.charAt(token.start()) == '"';
    }

    /** The tokens up to the end of the list in parentheses were not asked for. */
    void skippedList() {
        list -= list > 0 ? 1 : 0;
        valueNext = false;
        state = 0;
    }

    /** Whether the next token has to be shown to this object; a short cut for the many that need not. */
    boolean watches(Tokenizer token) {
        return looseQuotes || state != 0 || token.keyword() != Keyword.NONE;
    }

    /** Whether this token is a value though no literal. To be asked for each token it watches, in order. */
    boolean next(Tokenizer token, char mark) {
        boolean quoted = looseQuotes && looseQuote(token, mark);
        Keyword word = token.keyword();
        return ((state != 0 || word != Keyword.NONE) && password(token, word, mark)) || quoted;
    }

    private boolean looseQuote(Tokenizer token, char mark) {
        boolean value = valueNext && isLoose(token);
        Keyword word = token.keyword();
        switch (token.kind()) {
            case Tokenizer.PUNCTUATION -> mark(mark);
            case Tokenizer.WORD -> word(word);
            default -> valueNext = false;
        }
        rows &= mark == ',' || mark == '(' || mark == ')' || list > 0;
        before = word;
        markBefore = mark;
        return value;
    }

    private void mark(char mark) {
        switch (mark) {
            case '(' -> {
                boolean row = rows && markBefore == ',';
                boolean opens = before == Keyword.IN || before == Keyword.VALUES || row;
                list += opens || list > 0 ? 1 : 0;
                rows |= before == Keyword.VALUES;
                valueNext = list > 0;
            }
            case ')' -> {
                list -= list > 0 ? 1 : 0;
                valueNext = false;
            }
            case ',' -> valueNext = list > 0;
            case '=', '<', '>', '|', '+', '-', '*', '/', '%', '~', 0 -> valueNext = true;
            default -> valueNext = false;
        }
    }

    private void word(Keyword word) {
        switch (word) {
            case SELECT, WITH -> {
                list = 0;
                valueNext = false;
            }
            case LIKE, THEN, ELSE -> valueNext = true;
            case BETWEEN -> {
                between = true;
                valueNext = true;
            }
            case AND -> {
                valueNext = between;
                between = false;
            }
            default -> valueNext = false;
        }
    }

    private boolean password(Tokenizer token, Keyword word, char mark) {
        int was = state;
        state = 0;
        if (word == Keyword.IDENTIFIED) {
            account = true;
            state = AFTER_IDENTIFIED;
        } else if (was == AFTER_IDENTIFIED) {
            state = word == Keyword.BY || word == Keyword.AS ? EXPECTED : AFTER_IDENTIFIED;
        } else if (was == EXPECTED && (word == Keyword.VALUES || word == Keyword.PASSWORD)) {
            state = EXPECTED;
        } else if (was == EXPECTED) {
            return isName(token);
        } else if (account && word == Keyword.REPLACE) {
            state = EXPECTED;
        } else if (word == Keyword.PASSWORD) {
            state = AFTER_PASSWORD;
        } else if (was == AFTER_PASSWORD && mark == '=') {
            state = AFTER_PASSWORD;
        } else {
            return was == AFTER_PASSWORD && token.kind() == Tokenizer.QUOTED_IDENTIFIER;
        }
        return false;
    }

    private static boolean isName(Tokenizer token) {
        return token.kind() == Tokenizer.WORD || token.kind() == Tokenizer.QUOTED_IDENTIFIER;
    }
}

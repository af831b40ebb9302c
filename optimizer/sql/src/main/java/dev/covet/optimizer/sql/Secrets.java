package dev.covet.optimizer.sql;

/** Finds passwords that are written without quotes or in those of identifiers: {@code IDENTIFIED BY x}. */
final class Secrets {
    private static final int AFTER_IDENTIFIED = 1;
    private static final int EXPECTED = 2;
    private static final int AFTER_PASSWORD = 3;

    private int state;
    private boolean account;

    /** Whether this token is a password. To be asked for each token in order. */
    boolean next(Tokenizer token) {
        Keyword word = token.keyword();
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
        } else if (was == AFTER_PASSWORD && token.punctuation() == '=') {
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

package dev.covet.optimizer.sql;

/** Classes of characters as SQL sees them; everything beyond ASCII that is no white space belongs to names. */
final class Characters {
    /** What {@link #code} gives for each character beyond ASCII that belongs to names. */
    static final int BEYOND_ASCII = 64;

    private static final byte[] CODES = new byte[128];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            CODES[c] = (byte) (c - 'a' + 1);
            CODES[c - 'a' + 'A'] = CODES[c];
        }
        for (char c = '0'; c <= '9'; c++) {
            CODES[c] = (byte) (c - '0' + 27);
        }
        CODES['_'] = 37;
        CODES['$'] = 38;
    }

    private Characters() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean startsWord(char c) {
        return isPart(c) && !isDigit(c) && c != '$';
    }

    static boolean isPart(char c) {
        return code(c) != 0;
    }

    /** A number below 64 for what may stand in a word, the same for both cases of a letter; 0 for what may not. */
    static int code(char c) {
        if (c < 0x80) {
            return CODES[c];
        }
        return isBlank(c) ? 0 : BEYOND_ASCII;
    }

    static boolean isBlank(char c) {
        return c <= ' ' || (c >= 0x80 && (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0xFEFF));
    }

    /** Folds the case of a character. */
    static char fold(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}

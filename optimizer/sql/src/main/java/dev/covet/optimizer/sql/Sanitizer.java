package dev.covet.optimizer.sql;

/**
 * Writes a text with every literal replaced by {@code ?}. Comments go too, as they may hold values. A list of values
 * behind IN becomes {@code (?)}.
 */
final class Sanitizer {
    static final int LONGEST = 32 * 1024;

    private final String sql;
    private final Tokenizer tokens;
    private final StringBuilder out;

    private Sanitizer(String sql, Dialect dialect) {
        this.sql = sql;
        this.tokens = new Tokenizer(sql, dialect);
        this.out = new StringBuilder(Math.min(sql.length(), LONGEST) + 16);
    }

    static String queryText(String sql, Dialect dialect, boolean literals) {
        return literals ? new Sanitizer(sql, dialect).run() : cut(sql);
    }

    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end);
    }

    private String run() {
        Secrets secrets = new Secrets();
        int last = 0;
        Keyword before = Keyword.NONE;
        while (out.length() < LONGEST && tokens.next() != Tokenizer.END) {
            if (tokens.start() > last && last > 0) {
                out.append(' ');
            }
            boolean list = before == Keyword.IN && tokens.punctuation() == '(';
            if (secrets.next(tokens) || tokens.isLiteral()) {
                out.append('?');
            } else {
                out.append(sql, tokens.start(), Math.min(tokens.end(), tokens.start() + LONGEST));
            }
            before = tokens.keyword();
            last = tokens.end();
            if (list && skipValues(last)) {
                out.append("?)");
                last = tokens.end();
            }
        }
        return cut(out.toString());
    }

    /** Moves behind the closing parenthesis if nothing but values stands before it; otherwise stays. */
    private boolean skipValues(int from) {
        boolean value = false;
        while (tokens.next() != Tokenizer.END) {
            char mark = tokens.punctuation();
            if (mark == ')' && value) {
                return true;
            }
            boolean isValue = tokens.isLiteral() || tokens.kind() == Tokenizer.PARAMETER;
            if (!isValue && mark != '-' && mark != '+' && !(mark == ',' && value)) {
                break;
            }
            value = isValue;
        }
        tokens.reset(from);
        return false;
    }
}

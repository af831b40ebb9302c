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
    private final Secrets secrets;
    private final boolean unknown;
    /** Where the first string stands that ends elsewhere under another setting; -1 without one. */
    private int doubt = -1;

    private Sanitizer(String sql, Dialect dialect) {
        this.sql = sql;
        this.tokens = new Tokenizer(sql, dialect);
        this.out = new StringBuilder(Math.min(sql.length(), LONGEST) + 16);
        this.secrets = new Secrets(sql, dialect);
        this.unknown = dialect == Dialect.OTHER;
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
        int last = 0;
        Keyword before = Keyword.NONE;
        while (out.length() < LONGEST && tokens.next() != Tokenizer.END) {
            if (tokens.start() > last && last > 0) {
                out.append(' ');
            }
            char mark = tokens.punctuation();
            boolean list = before == Keyword.IN && mark == '(';
            if (secrets.next(tokens, mark) || tokens.isLiteral()) {
                if (isEndInDoubt()) {
                    break;
                }
                out.append('?');
            } else {
                out.append(sql, tokens.start(), Math.min(tokens.end(), tokens.start() + LONGEST));
            }
            before = tokens.keyword();
            last = tokens.end();
            if (list && skipValues(last)) {
                out.append("?)");
                secrets.skippedList();
                last = tokens.end();
            }
        }
        return cut(out.toString());
    }

    /** Hides everything from the string on that may end elsewhere, if the text does not add up otherwise. */
    private boolean isEndInDoubt() {
        if (doubt < 0 && tokens.doubtful()) {
            doubt = out.length();
        }
        if (doubt >= 0 && (unknown || !tokens.closed())) {
            out.setLength(doubt);
            out.append('?');
            return true;
        }
        return false;
    }

    /** Moves behind the closing parenthesis if nothing but values stands before it; otherwise stays. */
    private boolean skipValues(int from) {
        boolean value = false;
        while (tokens.next() != Tokenizer.END) {
            char mark = tokens.punctuation();
            if (mark == ')' && value) {
                return true;
            }
            if (tokens.doubtful() || !tokens.closed()) {
                break;
            }
            boolean isValue = secrets.isLoose(tokens) || tokens.isLiteral() || tokens.kind() == Tokenizer.PARAMETER;
            if (!isValue && mark != '-' && mark != '+' && !(mark == ',' && value)) {
                break;
            }
            value = isValue;
        }
        tokens.reset(from);
        return false;
    }
}

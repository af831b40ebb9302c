package dev.covet.optimizer.sql;

/**
 * Cuts SQL text into tokens in one pass without allocating: {@link #next} moves on, the accessors tell what was found.
 * White space and comments are skipped. A literal or identifier that does not end is a string up to the end of the
 * text, so that it is masked.
 */
final class Tokenizer {
    static final int END = 0;
    static final int WORD = 1;
    static final int QUOTED_IDENTIFIER = 2;
    static final int STRING = 3;
    static final int NUMBER = 4;
    static final int PARAMETER = 5;
    static final int PUNCTUATION = 6;

    /** SQL Server's longest identifier; bounds the look ahead after a bracket. */
    private static final int LONGEST_IN_BRACKETS = 130;

    private static final int CODE_OF_HASH = 39;

    private final String sql;
    private final Dialect dialect;
    private final int length;
    private int position;
    private int kind;
    private int start;
    private long key;
    private Keyword keyword = Keyword.NONE;
    private boolean closed;
    private boolean doubtful;
    private boolean executableComment;
    private boolean sawExecutableComment;
    private boolean sawDoubtful;
    private long steps;

    Tokenizer(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.length = sql.length();
    }

    int kind() {
        return kind;
    }

    int start() {
        return start;
    }

    int end() {
        return position;
    }

    Keyword keyword() {
        return keyword;
    }

    /** The {@link WordKey} of a word; 0 for what begins with a sigil. */
    long key() {
        return key;
    }

    /** Whether the string or quoted identifier has its closing quote. */
    boolean closed() {
        return closed;
    }

    /** Whether the string ends elsewhere if the server's setting for backslashes is not the usual one. */
    boolean doubtful() {
        return doubtful;
    }

    /** Whether a string so far was doubtful, or a comment of which databases differ in where it ends. */
    boolean sawDoubtful() {
        return sawDoubtful;
    }

    boolean sawExecutableComment() {
        return sawExecutableComment;
    }

    /** The character of a punctuation token that has one character, else 0. */
    char punctuation() {
        return kind == PUNCTUATION && position - start == 1 ? sql.charAt(start) : 0;
    }

    boolean isLiteral() {
        return kind == STRING || kind == NUMBER || keyword == Keyword.TRUE || keyword == Keyword.FALSE;
    }

    /** How many characters were looked at so far. */
    long steps() {
        return steps;
    }

    /** Goes back to a token's end, to read on from there. */
    void reset(int end) {
        position = end;
    }

    /** The character, or 0 behind the end. */
    private char at(int index) {
        return index < length ? sql.charAt(index) : 0;
    }

    int next() {
        int before = position;
        skipBlank();
        start = position;
        keyword = Keyword.NONE;
        closed = true;
        doubtful = false;
        if (start >= length) {
            kind = END;
            return END;
        }
        char c = sql.charAt(start);
        if (Characters.code(c) == 0) {
            kind = other(c);
        } else if (Characters.isDigit(c)) {
            kind = number();
        } else {
            kind = c == '$' ? dollar() : word();
        }
        steps += position - before + 1;
        return kind;
    }

    private boolean afterName() {
        char before = start == 0 ? ' ' : sql.charAt(start - 1);
        return Characters.isPart(before) || before == '"' || before == '`' || before == ']' || before == ')';
    }

    private int other(char c) {
        return switch (c) {
            case '\'' -> string(position, c, dialect == Dialect.MYSQL, STRING);
            case '"' ->
                string(position, c, dialect == Dialect.MYSQL, dialect == Dialect.MYSQL ? STRING : QUOTED_IDENTIFIER);
            case '`' -> dialect == Dialect.POSTGRESQL ? mark(1) : string(position, c, false, QUOTED_IDENTIFIER);
            case '[' -> bracket();
            case '?' -> question();
            case ':' -> colon();
            case '@', '#' -> sigil(c);
            case '.' -> Characters.isDigit(at(position + 1)) && !afterName() ? number() : mark(1);
            default -> mark(1);
        };
    }

    private int mark(int characters) {
        position += characters;
        return PUNCTUATION;
    }

    private int word() {
        long packed = 0;
        long mixed = 0;
        int end = position;
        char c = 0;
        for (; end < length; end++) {
            c = sql.charAt(end);
            int code = Characters.code(c);
            if (code == 0) {
                if (c != '#' || dialect != Dialect.OTHER) {
                    break;
                }
                code = CODE_OF_HASH;
            }
            if (code == Characters.BEYOND_ASCII) {
                mixed = WordKey.beyondAscii(packed, mixed, c);
                packed = 0;
                continue;
            }
            if (WordKey.isFull(packed)) {
                mixed = WordKey.mix(mixed ^ packed);
                packed = 0;
            }
            packed = WordKey.add(packed, code);
        }
        position = end;
        if (end < length && (c == '\'' || c == '&') && end - start <= 2) {
            int string = prefixed(c);
            if (string != END) {
                return string;
            }
        }
        key = WordKey.end(packed, mixed);
        keyword = Keyword.of(key);
        return WORD;
    }

    /** A string with letters before its quote: E'', B'', X'', N'', Q'[]', NQ'[]', U&''. */
    private int prefixed(char c) {
        char letter = (char) (sql.charAt(position - 1) | 0x20);
        boolean one = position - start == 1;
        if (c == '&') {
            char quote = at(position + 1);
            boolean quoted = quote == '\'' || (quote == '"' && dialect != Dialect.MYSQL);
            return one && letter == 'u' && quoted
                    ? string(position + 1, quote, false, quote == '"' ? QUOTED_IDENTIFIER : STRING)
                    : END;
        }
        if (letter == 'q' && dialect == Dialect.OTHER && (one || (sql.charAt(start) | 0x20) == 'n')) {
            return oracleString();
        }
        if (one && (letter == 'e' || letter == 'b' || letter == 'x' || letter == 'n')) {
            boolean escapes = dialect == Dialect.MYSQL || (letter == 'e' && dialect == Dialect.POSTGRESQL);
            return string(position, '\'', escapes, STRING);
        }
        return END;
    }

    private int oracleString() {
        char open = at(position + 1);
        char close = open == '[' ? ']' : open == '{' ? '}' : open == '(' ? ')' : open == '<' ? '>' : open;
        int end = position + 2;
        while (end < length) {
            if (sql.charAt(end) == close && at(end + 1) == '\'') {
                position = end + 2;
                return STRING;
            }
            end++;
        }
        return unclosed();
    }

    private int unclosed() {
        position = length;
        closed = false;
        return STRING;
    }

    private int string(int quoteAt, char quote, boolean escapes, int kindWhenClosed) {
        if (escapes) {
            return escapedString(quoteAt, quote);
        }
        int end = sql.indexOf(quote, quoteAt + 1);
        while (end >= 0) {
            // a single backslash is what people write behind ESCAPE
            doubtful |= quote == '\'' && sql.charAt(end - 1) == '\\' && end - 2 > quoteAt;
            if (at(end + 1) != quote) {
                doubtful &= dialect == Dialect.POSTGRESQL || dialect == Dialect.OTHER;
                sawDoubtful |= doubtful;
                position = end + 1;
                return kindWhenClosed;
            }
            end = sql.indexOf(quote, end + 2);
        }
        return unclosed();
    }

    /** Of MySQL, or E'' of PostgreSQL, whose meaning no setting changes. */
    private int escapedString(int quoteAt, char quote) {
        int end = quoteAt + 1;
        while (end < length) {
            char c = sql.charAt(end);
            if (c == '\\') {
                end++;
                doubtful |= dialect == Dialect.MYSQL && at(end) == quote;
            } else if (c == quote) {
                if (at(end + 1) != quote) {
                    sawDoubtful |= doubtful;
                    position = end + 1;
                    return STRING;
                }
                end++;
            }
            end++;
        }
        sawDoubtful |= doubtful;
        return unclosed();
    }

    /** An identifier in SQLite, one or a subscript elsewhere: only SQL Server writes identifiers so. */
    private int bracket() {
        if (dialect == Dialect.SQLITE) {
            int close = sql.indexOf(']', position);
            position = close + 1;
            return close < 0 ? unclosed() : QUOTED_IDENTIFIER;
        }
        if (dialect != Dialect.OTHER
                || Characters.isPart(start == 0 ? ' ' : sql.charAt(start - 1))
                || !Characters.startsWord(at(start + 1))) {
            return mark(1);
        }
        int limit = Math.min(length, position + LONGEST_IN_BRACKETS);
        for (int i = position + 1; i < limit; i++) {
            char c = sql.charAt(i);
            if (c == ']') {
                position = i + 1;
                return QUOTED_IDENTIFIER;
            }
            steps++;
            if (c == '\'' || c == '[') {
                break;
            }
        }
        return mark(1);
    }

    /** A parameter or a string between dollars. A tag between the dollars is PostgreSQL's. */
    private int dollar() {
        int end = position + 1;
        while (end < length && Characters.isPart(sql.charAt(end)) && sql.charAt(end) != '$') {
            end++;
        }
        steps += end - position;
        boolean tagged = end > position + 1;
        boolean digits = Characters.isDigit(at(position + 1));
        if (digits || (dialect == Dialect.SQLITE && tagged)) {
            position = end;
            return PARAMETER;
        }
        if (at(end) != '$' || (tagged && dialect != Dialect.POSTGRESQL)) {
            return mark(1);
        }
        if (dialect == Dialect.MYSQL || dialect == Dialect.SQLITE) {
            return mark(1);
        }
        int tagLength = end + 1 - position;
        for (int i = sql.indexOf('$', end + 1); i >= 0; i = sql.indexOf('$', i + 1)) {
            if (sql.regionMatches(i, sql, position, tagLength)) {
                position = i + tagLength;
                return STRING;
            }
        }
        return unclosed();
    }

    /** JDBC's parameter; two of them are PostgreSQL's operator. SQLite numbers them. */
    private int question() {
        if (at(position + 1) == '?') {
            return mark(2);
        }
        position++;
        while (dialect == Dialect.SQLITE && Characters.isDigit(at(position))) {
            position++;
        }
        return PARAMETER;
    }

    private int colon() {
        char after = at(position + 1);
        if (after == ':' || after == '=') {
            return mark(2);
        }
        boolean numbered = dialect != Dialect.POSTGRESQL && dialect != Dialect.MYSQL && Characters.isDigit(after);
        if (!Characters.startsWord(after) && !numbered) {
            return mark(1);
        }
        position++;
        while (Characters.isPart(at(position))) {
            position++;
        }
        return PARAMETER;
    }

    /** A variable ({@code @x}, {@code @@x}) or a temporary table of SQL Server ({@code #x}); an operator elsewhere. */
    private int sigil(char c) {
        if (dialect == Dialect.POSTGRESQL || (dialect == Dialect.H2 && c == '#')) {
            return mark(1);
        }
        int end = position + (at(position + 1) == c ? 2 : 1);
        if (!Characters.startsWord(at(end))) {
            return mark(1);
        }
        while (Characters.isPart(at(end))) {
            end++;
        }
        position = end;
        key = 0;
        return dialect == Dialect.SQLITE ? PARAMETER : WORD;
    }

    /** Takes letters that follow too, so that nothing of a malformed number is left in the clear. */
    private int number() {
        char second = at(position + 1);
        boolean radix = sql.charAt(position) == '0' && Characters.startsWord(second) && (second | 0x20) != 'e';
        boolean dot = false;
        int end = position;
        while (end < length) {
            char c = sql.charAt(end);
            if (c == '.' && !dot && !radix) {
                dot = true;
            } else if ((c == '+' || c == '-') && !radix) {
                boolean exponent = (sql.charAt(end - 1) | 0x20) == 'e' && end - 1 > start;
                if (!exponent || !Characters.isDigit(at(end + 1))) {
                    break;
                }
            } else if (!Characters.isPart(c)) {
                break;
            }
            end++;
        }
        position = end;
        return NUMBER;
    }

    private void skipBlank() {
        int end = position;
        while (end < length) {
            char c = sql.charAt(end);
            if (c <= ' ') {
                end++;
            } else if (c == '-' || c == '/' || c == '*' || c == '#' || c >= 0x80) {
                position = end;
                if (!skipOne(c)) {
                    return;
                }
                end = position;
            } else {
                break;
            }
        }
        position = end;
    }

    /** Whether here was a comment, or a blank beyond ASCII, that is skipped now. */
    private boolean skipOne(char c) {
        char second = at(position + 1);
        if (c >= 0x80) {
            position += Characters.isBlank(c) ? 1 : 0;
            return Characters.isBlank(c);
        }
        if ((c == '-' && second == '-' && startsLineComment())
                || (c == '#' && dialect == Dialect.MYSQL)
                || (c == '/' && second == '/' && dialect == Dialect.H2)) {
            skipLine();
            return true;
        }
        if (c == '/' && second == '*') {
            skipComment();
            return true;
        }
        if (executableComment && c == '*' && second == '/') {
            executableComment = false;
            position += 2;
            return true;
        }
        return false;
    }

    /** MySQL wants white space behind the dashes. */
    private boolean startsLineComment() {
        return dialect != Dialect.MYSQL || position + 2 >= length || at(position + 2) <= ' ';
    }

    private void skipLine() {
        boolean carriageReturn = dialect != Dialect.MYSQL && dialect != Dialect.SQLITE;
        int end = position;
        while (end < length && sql.charAt(end) != '\n' && (sql.charAt(end) != '\r' || !carriageReturn)) {
            end++;
        }
        position = end;
        sawDoubtful |= dialect == Dialect.OTHER && at(end) == '\r' && at(end + 1) != '\n';
    }

    private void skipComment() {
        boolean nests = dialect == Dialect.POSTGRESQL || dialect == Dialect.H2;
        if (dialect == Dialect.MYSQL && startsExecutableComment()) {
            return;
        }
        int depth = 1;
        int end = position + 2;
        while (end < length) {
            char c = sql.charAt(end++);
            if (c == '*' && at(end) == '/') {
                end++;
                if (--depth == 0) {
                    position = end;
                    return;
                }
            } else if (c == '/' && at(end) == '*') {
                sawDoubtful |= dialect == Dialect.OTHER;
                depth += nests ? 1 : 0;
                end += nests ? 1 : 0;
            }
        }
        position = length;
    }

    /** What stands in it is code: {@code /*!50100 ... *}{@code /}, of MariaDB also {@code /*M!}. */
    private boolean startsExecutableComment() {
        int end = position + 2;
        if (at(end) == 'M') {
            end++;
        }
        if (at(end) != '!') {
            return false;
        }
        end++;
        while (Characters.isDigit(at(end))) {
            end++;
        }
        position = end;
        executableComment = true;
        sawExecutableComment = true;
        return true;
    }
}

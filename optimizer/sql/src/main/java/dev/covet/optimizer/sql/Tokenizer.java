package dev.covet.optimizer.sql;

/**
 * Cuts SQL text into tokens in one pass without allocating: {@link #next} moves on, the fields' accessors tell what was
 * found. White space and comments are skipped. A literal or identifier that does not end is a string up to the end of
 * the text, so that it is masked.
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

    private final String sql;
    private final Dialect dialect;
    private final int length;
    private int position;
    private int kind;
    private int start;
    private Keyword keyword = Keyword.NONE;
    private boolean closed;
    private boolean executableComment;
    private boolean sawExecutableComment;
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

    /** Whether the string or quoted identifier has its closing quote. */
    boolean closed() {
        return closed;
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
        steps++;
        return index < length ? sql.charAt(index) : 0;
    }

    int next() {
        skipBlank();
        start = position;
        keyword = Keyword.NONE;
        closed = true;
        if (position >= length) {
            kind = END;
            return kind;
        }
        char c = at(position);
        if (Characters.startsWord(c)) {
            kind = word();
        } else if (Characters.isDigit(c) || (c == '.' && Characters.isDigit(at(position + 1)) && !afterName())) {
            number();
            kind = NUMBER;
        } else {
            kind = other(c);
        }
        return kind;
    }

    private boolean afterName() {
        char before = start == 0 ? ' ' : at(start - 1);
        return Characters.isPart(before) || before == '"' || before == '`' || before == ']' || before == ')';
    }

    private int other(char c) {
        return switch (c) {
            case '\'' -> string(position, c, dialect == Dialect.MYSQL, STRING);
            case '"' ->
                string(position, c, dialect == Dialect.MYSQL, dialect == Dialect.MYSQL ? STRING : QUOTED_IDENTIFIER);
            case '`' -> dialect == Dialect.POSTGRESQL ? mark(1) : string(position, c, false, QUOTED_IDENTIFIER);
            case '[' -> bracket();
            case '$' -> dollar();
            case '?' -> question();
            case ':' -> colon();
            case '@', '#' -> sigil(c);
            default -> mark(1);
        };
    }

    private int mark(int characters) {
        position += characters;
        return PUNCTUATION;
    }

    private int word() {
        int hash = 0;
        char c = at(position);
        do {
            hash = Keyword.hash(hash, c);
            position++;
            c = at(position);
        } while (Characters.isPart(c) || (c == '#' && dialect == Dialect.OTHER));
        if (c == '\'' && position - start <= 2) {
            int string = prefixed();
            if (string != END) {
                return string;
            }
        }
        if (c == '&' && position - start == 1 && (sql.charAt(start) | 0x20) == 'u') {
            char quote = at(position + 1);
            if (quote == '\'' || (quote == '"' && dialect != Dialect.MYSQL)) {
                return string(position + 1, quote, false, quote == '"' ? QUOTED_IDENTIFIER : STRING);
            }
        }
        keyword = Keyword.of(sql, start, position, hash);
        return WORD;
    }

    /** A string with letters before its quote: E'', B'', X'', N'', Q'[]', NQ'[]'. */
    private int prefixed() {
        char letter = (char) (sql.charAt(position - 1) | 0x20);
        boolean one = position - start == 1;
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
        position += 2;
        while (position < length) {
            if (at(position) == close && at(position + 1) == '\'') {
                position += 2;
                return STRING;
            }
            position++;
        }
        position = length;
        closed = false;
        return STRING;
    }

    private int string(int quoteAt, char quote, boolean escapes, int kindWhenClosed) {
        int index = quoteAt + 1;
        while (index < length) {
            char c = at(index);
            if (c == '\\' && escapes) {
                index++;
            } else if (c == quote) {
                if (at(index + 1) != quote) {
                    position = index + 1;
                    return kindWhenClosed;
                }
                index++;
            }
            index++;
        }
        position = length;
        closed = false;
        return STRING;
    }

    /** An identifier in SQLite, one or a subscript elsewhere: only SQL Server writes identifiers so. */
    private int bracket() {
        if (dialect == Dialect.SQLITE) {
            return string(position, ']', false, QUOTED_IDENTIFIER);
        }
        if (dialect != Dialect.OTHER
                || Characters.isPart(start == 0 ? ' ' : at(start - 1))
                || !Characters.startsWord(at(start + 1))) {
            return mark(1);
        }
        int limit = Math.min(length, position + LONGEST_IN_BRACKETS);
        for (int i = position + 1; i < limit; i++) {
            char c = at(i);
            if (c == ']') {
                position = i + 1;
                return QUOTED_IDENTIFIER;
            }
            if (c == '\'' || c == '[') {
                break;
            }
        }
        return mark(1);
    }

    private int dollar() {
        int index = position + 1;
        while (Characters.isPart(at(index)) && at(index) != '$') {
            index++;
        }
        boolean digits = Characters.isDigit(at(position + 1));
        if (digits || (dialect == Dialect.SQLITE && index > position + 1)) {
            position = index;
            return PARAMETER;
        }
        if (at(index) != '$' || (dialect != Dialect.POSTGRESQL && dialect != Dialect.H2)) {
            return mark(1);
        }
        int tagLength = index + 1 - position;
        for (int i = index + 1; i < length; i++) {
            if (at(i) == '$' && sql.regionMatches(i, sql, position, tagLength)) {
                position = i + tagLength;
                return STRING;
            }
        }
        position = length;
        closed = false;
        return STRING;
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
        int index = position + (at(position + 1) == c ? 2 : 1);
        if (!Characters.startsWord(at(index))) {
            return mark(1);
        }
        while (Characters.isPart(at(index))) {
            index++;
        }
        position = index;
        return dialect == Dialect.SQLITE ? PARAMETER : WORD;
    }

    /** Takes letters that follow too, so that nothing of a malformed number is left in the clear. */
    private void number() {
        boolean radix =
                at(position) == '0' && Characters.startsWord(at(position + 1)) && (at(position + 1) | 0x20) != 'e';
        boolean dot = false;
        while (position < length) {
            char c = at(position);
            if (c == '.' && !dot && !radix) {
                dot = true;
            } else if ((c == '+' || c == '-') && !radix) {
                if ((at(position - 1) | 0x20) != 'e'
                        || position - 1 == start
                        || !Characters.isDigit(at(position + 1))) {
                    return;
                }
            } else if (!Characters.isPart(c)) {
                return;
            }
            position++;
        }
    }

    private void skipBlank() {
        while (position < length) {
            char c = at(position);
            if (Characters.isBlank(c)) {
                position++;
            } else if ((c == '-' && at(position + 1) == '-' && startsLineComment())
                    || (c == '#' && dialect == Dialect.MYSQL)) {
                skipLine();
            } else if (c == '/' && at(position + 1) == '*') {
                skipComment();
            } else if (executableComment && c == '*' && at(position + 1) == '/') {
                executableComment = false;
                position += 2;
            } else {
                return;
            }
        }
    }

    /** MySQL wants white space behind the dashes. */
    private boolean startsLineComment() {
        return dialect != Dialect.MYSQL || position + 2 >= length || at(position + 2) <= ' ';
    }

    private void skipLine() {
        while (position < length && at(position) != '\n' && (at(position) != '\r' || dialect == Dialect.MYSQL)) {
            position++;
        }
    }

    private void skipComment() {
        boolean nests = dialect == Dialect.POSTGRESQL || dialect == Dialect.H2;
        if (dialect == Dialect.MYSQL && startsExecutableComment()) {
            return;
        }
        int depth = 1;
        position += 2;
        while (position < length) {
            char c = at(position);
            if (c == '*' && at(position + 1) == '/') {
                position += 2;
                if (--depth == 0) {
                    return;
                }
            } else if (nests && c == '/' && at(position + 1) == '*') {
                depth++;
                position += 2;
            } else {
                position++;
            }
        }
        position = length;
    }

    /** What stands in it is code: {@code /*!50100 ... *}{@code /}, of MariaDB also {@code /*M!}. */
    private boolean startsExecutableComment() {
        int index = position + 2;
        if (at(index) == 'M') {
            index++;
        }
        if (at(index) != '!') {
            return false;
        }
        index++;
        while (Characters.isDigit(at(index))) {
            index++;
        }
        position = index;
        executableComment = true;
        sawExecutableComment = true;
        return true;
    }
}

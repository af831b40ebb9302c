package dev.covet.optimizer.features.trace;

import dev.covet.optimizer.sql.Dialect;

/** Looks for comments and semicolons outside of literals and quoted names. Careful: what it cannot tell counts as one. */
final class SqlScan {
    private final String sql;
    private final int end;
    private final Dialect dialect;
    private int at;

    private SqlScan(String sql, int end, Dialect dialect) {
        this.sql = sql;
        this.end = end;
        this.dialect = dialect;
    }

    /** Whether there is no comment, not even a hint, no semicolon, and every literal ends. */
    static boolean isOneWithoutComments(String sql, int end, Dialect dialect) {
        return new SqlScan(sql, end, dialect).scan();
    }

    private boolean scan() {
        while (at < end) {
            char c = sql.charAt(at);
            boolean understood = switch (c) {
                case '\'', '"', '`' -> literal(c);
                case '$' -> dollarQuotes() ? dollar() : plain();
                case '-' -> !follows('-') && plain();
                case '#' -> !hashBeginsComment() && plain();
                case '/' -> !follows('*') && !follows('/') && plain();
                case ';' -> false;
                default -> plain();
            };
            if (!understood) {
                return false;
            }
        }
        return true;
    }

    private boolean plain() {
        at++;
        return true;
    }

    private boolean dollarQuotes() {
        return dialect == Dialect.POSTGRESQL || dialect == Dialect.H2;
    }

    private boolean hashBeginsComment() {
        return dialect == Dialect.MYSQL || dialect == Dialect.OTHER;
    }

    private boolean follows(char next) {
        return at + 1 < end && sql.charAt(at + 1) == next;
    }

    /** A doubled quote stays inside. */
    private boolean literal(char quote) {
        boolean escapes = backslashEscapes(quote);
        if (alternativeQuoting(quote)) {
            return false;
        }
        at++;
        while (at < end) {
            char c = sql.charAt(at);
            if (c == '\\' && escapes) {
                at += 2;
            } else if (c == '\\' && (follows(quote) || follows('\\'))) {
                // Whether this ends the literal depends on a setting of the server.
                return false;
            } else if (c != quote) {
                at++;
            } else if (follows(quote)) {
                at += 2;
            } else {
                at++;
                return true;
            }
        }
        return false;
    }

    private boolean backslashEscapes(char quote) {
        return dialect == Dialect.POSTGRESQL && quote == '\'' && (prefix() == 'e');
    }

    /** Oracle's q'[it's]'. */
    private boolean alternativeQuoting(char quote) {
        return dialect == Dialect.OTHER && quote == '\'' && prefix() == 'q';
    }

    /** The single letter before a literal, in lower case, or a blank. */
    private char prefix() {
        if (at == 0 || (at > 1 && Character.isJavaIdentifierPart(sql.charAt(at - 2)))) {
            return ' ';
        }
        return Character.toLowerCase(sql.charAt(at - 1));
    }

    /** Text between two equal tags such as $$ or $body$; a lone dollar is part of a name or a parameter. */
    private boolean dollar() {
        int tagEnd = at + 1;
        while (tagEnd < end && (Character.isLetterOrDigit(sql.charAt(tagEnd)) || sql.charAt(tagEnd) == '_')) {
            tagEnd++;
        }
        boolean inName = at > 0 && Character.isJavaIdentifierPart(sql.charAt(at - 1));
        if (inName || tagEnd >= end || sql.charAt(tagEnd) != '$') {
            return plain();
        }
        String tag = sql.substring(at, tagEnd + 1);
        int close = sql.indexOf(tag, tagEnd + 1);
        at = close + tag.length();
        return close >= 0 && at <= end;
    }
}

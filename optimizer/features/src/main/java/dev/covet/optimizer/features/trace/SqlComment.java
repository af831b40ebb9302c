package dev.covet.optimizer.features.trace;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Appends a comment in the form of sqlcommenter, so that a database's log leads to a trace. A text that is not understood
 * to its end, or that has a comment already, stays as it is: a missing comment harms nobody.
 */
public final class SqlComment {
    private SqlComment() {}

    /** What is the same for all statements: names and values, like application='shop'. */
    public static String staticPart(Map<String, String> values) {
        StringBuilder part = new StringBuilder();
        new TreeMap<>(values).forEach((name, value) -> {
            part.append(part.length() == 0 ? "" : ",").append(encoded(name));
            part.append("='").append(encoded(value)).append('\'');
        });
        return part.toString();
    }

    /** Nothing that ends a comment or a literal, or looks like a parameter, survives this. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    /**
     * Whether a comment may follow: one query or change of data, understood, without a comment, which may be a hint or of
     * another tool, and with one semicolon behind it at most. Calls are not: drivers rewrite them.
     */
    static boolean fits(SqlText text, Dialect dialect) {
        return switch (text.kind()) {
            case SELECT, INSERT, UPDATE, DELETE, MERGE -> text.understood() && isPlain(text.sql(), dialect);
            default -> false;
        };
    }

    private static boolean isPlain(String sql, Dialect dialect) {
        int end = end(sql);
        int semicolon = sql.indexOf(';', end);
        return !sql.stripLeading().startsWith("{")
                && (semicolon < 0 || sql.indexOf(';', semicolon + 1) < 0)
                && SqlScan.isOneWithoutComments(sql, end, dialect);
    }

    /**
     * The text with the comment before its last semicolon, or at its end. Only for texts that {@link #fits}.
     *
     * @param staticPart from {@link #staticPart}, may be empty
     * @param traceparent null if there is no trace, or the text is kept for later
     */
    static String append(String sql, String staticPart, @Nullable String traceparent) {
        if (staticPart.isEmpty() && traceparent == null) {
            return sql;
        }
        int end = end(sql);
        StringBuilder text = new StringBuilder(sql.length() + staticPart.length() + 80);
        text.append(sql, 0, end).append(" /*").append(staticPart);
        if (traceparent != null) {
            text.append(staticPart.isEmpty() ? "" : ",")
                    .append("traceparent='")
                    .append(encoded(traceparent))
                    .append('\'');
        }
        return text.append("*/").append(sql, end, sql.length()).toString();
    }

    /** Where white space and semicolons begin that nothing follows. */
    private static int end(String sql) {
        int end = sql.length();
        while (end > 0 && (Character.isWhitespace(sql.charAt(end - 1)) || sql.charAt(end - 1) == ';')) {
            end--;
        }
        return end;
    }
}

package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether names speak for a parameter to have its values from a column: {@code where owner_id = ?} and {@code owner.id}.
 * Small numbers are found in every table, so equal values alone are a weak proof.
 */
public enum Likeness {
    AGAINST,
    UNKNOWN,
    FOR;

    private static final List<String> QUOTES = List.of("", "\"", "`");
    private static final Set<String> LIMITS = Set.of("limit", "offset", "first", "next", "top");

    /** Names that say nothing of what they number. */
    private static final Set<String> GENERAL = Set.of("id", "key", "no", "nr", "num", "pk", "uuid", "oid");

    /**
     * Of one parameter and one column.
     *
     * @param inner the query with the parameter
     * @param table of the column; empty if nobody knows
     */
    static Likeness of(Pattern inner, int position, String table, String column) {
        String word = inner.compared(position);
        if (LIMITS.contains(word)) {
            return AGAINST;
        }
        if (word.isEmpty() || column.isEmpty()) {
            return UNKNOWN;
        }
        boolean fits = refers(word, column, table, inner.text().tables());
        return fits ? FOR : table.isEmpty() ? UNKNOWN : AGAINST;
    }

    /** For each parameter the name it is compared with, or the word of the language before it; empty for anything else. */
    static List<String> compared(QueryShape query) {
        List<String> words = new ArrayList<>();
        for (int position = 1; position <= query.parameterCount(); position++) {
            words.add(before(query.sql(), query.parameterStart(position)));
        }
        return List.copyOf(words);
    }

    private static boolean refers(String parameter, String column, String table, List<TableName> inner) {
        String to = plain(parameter);
        String from = plain(column);
        if (to.equals(from)) {
            return !GENERAL.contains(to) || inner.stream().anyMatch(each -> isOf(each.name(), plain(table)));
        }
        if (to.endsWith(from)) {
            return isOf(table, to.substring(0, to.length() - from.length()));
        }
        String before = from.endsWith(to) ? from.substring(0, from.length() - to.length()) : "";
        return !before.isEmpty() && inner.stream().anyMatch(each -> isOf(each.name(), before));
    }

    /** Whether a table is called so, in the singular or plural, with or without a prefix. */
    private static boolean isOf(String table, String name) {
        String known = plain(table.substring(table.lastIndexOf('.') + 1));
        return !name.isEmpty() && (known.endsWith(name) || known.endsWith(name + "s"));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static String before(String sql, int parameter) {
        int end = blanksBefore(sql, parameter);
        if (sql.regionMatches(true, Math.max(0, end - 5), "cast(", 0, 5)) {
            end = blanksBefore(sql, end - 5);
        }
        if (end > 0 && sql.charAt(end - 1) == '=' && (end < 2 || "<>!".indexOf(sql.charAt(end - 2)) < 0)) {
            return nameBefore(sql, end - 1);
        }
        String word = nameBefore(sql, end).toLowerCase(Locale.ROOT);
        return LIMITS.contains(word) ? word : "";
    }

    private static int blanksBefore(String sql, int position) {
        int at = position;
        while (at > 0 && Character.isWhitespace(sql.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** The column that a label stands for, by the text of its query; the label itself if it is no other name. */
    static String column(String sql, String label) {
        for (String quote : QUOTES) {
            String as = " as " + quote + label + quote;
            for (int at = 0; at + as.length() <= sql.length(); at++) {
                int end = at + as.length();
                if (sql.regionMatches(true, at, as, 0, as.length())
                        && (end == sql.length() || !Character.isJavaIdentifierPart(sql.charAt(end)))) {
                    String name = nameBefore(sql, at);
                    return name.isEmpty() ? label : name;
                }
            }
        }
        return label;
    }

    /** The last part of a name that ends before this position, without its quotes. */
    private static String nameBefore(String sql, int position) {
        int end = blanksBefore(sql, position);
        int last = end > 0 && "\"`".indexOf(sql.charAt(end - 1)) >= 0 ? end - 1 : end;
        int first = last;
        while (first > 0 && Character.isJavaIdentifierPart(sql.charAt(first - 1))) {
            first--;
        }
        return sql.substring(first, last);
    }
}

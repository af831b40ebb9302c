package dev.covet.optimizer.sql;

import java.util.Locale;
import java.util.Set;

/**
 * Comments by which an application switches features off: {@code covet:off}, then names of features or nothing. Others that
 * begin with {@code covet:} are kept as they are.
 */
final class Exclusions {
    private static final String MARK = "covet:off";
    private static final String ANY = "covet:";

    private Exclusions() {}

    /**
     * Adds what the comments between two tokens say.
     *
     * @param excluded what they switch off; the empty name stands for everything
     * @param others what they say behind {@code covet:} otherwise, in lower case
     */
    static void read(String sql, int from, int to, Set<String> excluded, Set<String> others) {
        int open = sql.indexOf("/*", from);
        while (open >= 0 && open < to) {
            int close = sql.indexOf("*/", open + 2);
            if (close < 0 || close > to) {
                return;
            }
            comment(sql.substring(open + 2, close).strip().toLowerCase(Locale.ROOT), excluded, others);
            open = sql.indexOf("/*", close + 2);
        }
    }

    private static void comment(String comment, Set<String> excluded, Set<String> others) {
        if (!comment.startsWith(MARK)) {
            if (comment.startsWith(ANY)) {
                others.add(comment.substring(ANY.length()).strip());
            }
            return;
        }
        String names = comment.substring(MARK.length()).replace(',', ' ').strip();
        if (names.isEmpty()) {
            excluded.add("");
            return;
        }
        for (String name : names.split("\\s+", -1)) {
            excluded.add(name);
        }
    }
}

package dev.covet.optimizer.sql;

import java.util.Locale;
import java.util.Set;

/** Comments by which an application switches features off: {@code covet:off}, then names of features or nothing. */
final class Exclusions {
    private static final String MARK = "covet:off";

    private Exclusions() {}

    /** Adds what the comments between two tokens switch off; the empty name stands for everything. */
    static void read(String sql, int from, int to, Set<String> excluded) {
        int open = sql.indexOf("/*", from);
        while (open >= 0 && open < to) {
            int close = sql.indexOf("*/", open + 2);
            if (close < 0 || close > to) {
                return;
            }
            comment(sql.substring(open + 2, close).strip().toLowerCase(Locale.ROOT), excluded);
            open = sql.indexOf("/*", close + 2);
        }
    }

    private static void comment(String comment, Set<String> excluded) {
        if (!comment.startsWith(MARK)) {
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

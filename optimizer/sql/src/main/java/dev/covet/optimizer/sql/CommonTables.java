package dev.covet.optimizer.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The names WITH has defined, each as far as it can be seen: not in its own query unless it is recursive, and not
 * behind the parenthesis that closes around its WITH.
 */
final class CommonTables {
    private final Dialect dialect;
    private final Deque<Scoped> scopes = new ArrayDeque<>(2);
    private final Map<String, Integer> visible = new HashMap<>(4);

    private static final class Scoped {
        final String name;
        final int depth;
        boolean visible;

        Scoped(String name, int depth) {
            this.name = name;
            this.depth = depth;
        }
    }

    CommonTables(Dialect dialect) {
        this.dialect = dialect;
    }

    /** A name at this depth of parentheses; its query follows. */
    void define(String name, int depth, boolean recursive) {
        Scoped scoped = new Scoped(fold(name), depth);
        scopes.addLast(scoped);
        // these need no word to allow a query to name itself
        if (recursive || dialect == Dialect.SQLITE || dialect == Dialect.OTHER) {
            show(scoped);
        }
    }

    /** The query of the last name at this depth is over. */
    void defined(int depth) {
        Scoped last = scopes.peekLast();
        if (last != null && last.depth == depth && !last.visible) {
            show(last);
        }
    }

    /** The parenthesis around this depth is closed. */
    void leave(int depth) {
        Scoped last = scopes.peekLast();
        while (last != null && last.depth >= depth) {
            scopes.removeLast();
            if (last.visible) {
                visible.merge(last.name, -1, (old, minus) -> old + minus == 0 ? null : old + minus);
            }
            last = scopes.peekLast();
        }
    }

    boolean contains(String name) {
        return !visible.isEmpty() && visible.containsKey(fold(name));
    }

    private void show(Scoped scoped) {
        scoped.visible = true;
        visible.merge(scoped.name, 1, Integer::sum);
    }

    /** Names that the database takes for the same are the same. */
    private String fold(String name) {
        char quote = name.charAt(0);
        boolean quoted = quote == '"' || quote == '`' || quote == '[';
        String plain = quoted ? name.substring(1, name.length() - 1) : name;
        return switch (dialect) {
            case POSTGRESQL -> quoted ? plain : name.toLowerCase(Locale.ROOT);
            case H2, OTHER -> quoted ? plain : name.toUpperCase(Locale.ROOT);
            case MYSQL, SQLITE -> plain.toLowerCase(Locale.ROOT);
        };
    }
}

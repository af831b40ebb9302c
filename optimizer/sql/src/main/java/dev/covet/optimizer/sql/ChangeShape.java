package dev.covet.optimizer.sql;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT, UPDATE or DELETE, or a TRUNCATE of PostgreSQL, of a simple form: it names one table and no other, has no query inside, and calls functions
 * by plain names. What the table's triggers do is not in a text.
 *
 * @param schema in lower case; empty if none is written
 * @param table in lower case, without its schema
 * @param functions what it calls, each once, in lower case; words that could be names of functions are among them
 */
public record ChangeShape(SqlText text, String schema, String table, List<String> functions) {
    private static final int LONGEST = 10 * 1024;

    public ChangeShape {
        functions = List.copyOf(functions);
    }

    /** Null if the text is anything else, or if there is any doubt. */
    public static @Nullable ChangeShape of(SqlText text) {
        boolean known = text.dialect() == Dialect.POSTGRESQL || text.dialect() == Dialect.MYSQL;
        boolean changes = text.kind() == StatementKind.INSERT
                || text.kind() == StatementKind.UPDATE
                || text.kind() == StatementKind.DELETE
                || text.empties();
        if (!known
                || !changes
                || !text.understood()
                || text.changesSession()
                || text.sql().length() > LONGEST) {
            return null;
        }
        ChangeReader read = new ChangeReader(text.sql(), text.dialect());
        return read.read() ? new ChangeShape(text, read.schema(), read.table(), read.functions()) : null;
    }

    /** Whether a word or a sequence of marks occurs anywhere, in any case; in literals and comments too. */
    public boolean mentions(String part) {
        return text.sql().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}

package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Definitions and rights in a database that answers depend on, in a form that shows whether one of them has changed. One
 * statement. Immutable. On MySQL and MariaDB it is always the same: their logs tell of such changes, in order with the rows.
 */
public final class Definitions {
    private final Dialect dialect;
    private final Set<String> read;
    private final Set<String> written;
    private final Set<String> functions;

    /** Of nothing yet. */
    public Definitions(Dialect dialect) {
        this(dialect, Set.of(), Set.of(), Set.of());
    }

    private Definitions(Dialect dialect, Set<String> read, Set<String> written, Set<String> functions) {
        this.dialect = dialect;
        this.read = read;
        this.written = written;
        this.functions = functions;
    }

    /**
     * What definitions were at one time. Equal ones: nothing that is watched has changed in between.
     *
     * @param rights of roles only, as {@link SessionFacts#rights} has them
     * @param all rights, too
     */
    public record Print(String rights, String all) {
        /** Of nothing. */
        public static final Print NONE = new Print("", "");
    }

    /** Whether all that this query depends on is among them. */
    public boolean have(Lasting query) {
        return read.containsAll(query.names()) && functions.containsAll(query.functions());
    }

    /** Those of this query, too. */
    public Definitions and(Lasting query) {
        return new Definitions(dialect, union(read, query.names()), written, union(functions, query.functions()));
    }

    /** Whether all is among them by which a change of these tables is one of others, too. */
    public boolean haveWritten(Collection<String> tables) {
        return written.containsAll(tables);
    }

    /** That of these tables, too. */
    public Definitions andWritten(Collection<String> tables) {
        return new Definitions(dialect, read, union(written, tables), functions);
    }

    private static Set<String> union(Set<String> some, Collection<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    /** What they are at present. */
    public Print print(Connection asking) throws SQLException {
        boolean none = read.isEmpty() && written.isEmpty();
        return dialect != Dialect.POSTGRESQL || none ? Print.NONE : PostgresPrint.ask(asking, read, written, functions);
    }

    /** What those of one query are at present, as any session of the server would say; empty if it cannot be said. */
    public static String common(Dialect dialect, Connection asking, QueryShape shape, Lasting query)
            throws SQLException {
        return dialect == Dialect.POSTGRESQL
                ? PostgresPrint.common(asking, query.names(), query.functions())
                : MySqlPrint.ask(asking, shape);
    }
}

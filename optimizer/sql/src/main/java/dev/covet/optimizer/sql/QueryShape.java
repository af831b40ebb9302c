package dev.covet.optimizer.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a query are in its text and what it contains, for those that put it into another query. Immutable;
 * never throws, whatever the text. Reads the text once more than {@link SqlText}: made once for each text, not for each
 * execution.
 */
public final class QueryShape {
    /** What names of ours begin with; a query that has it anywhere could mean ours. */
    public static final String RESERVED = "__covet";

    private final SqlText text;
    private final ShapeReader read;
    private final String doubt;

    private QueryShape(SqlText text) {
        this.text = text;
        this.read = ShapeReader.of(text.sql(), text.dialect());
        this.doubt = doubt(text, read);
    }

    public static QueryShape of(SqlText text) {
        return new QueryShape(text);
    }

    private static String doubt(SqlText text, ShapeReader read) {
        if (!text.understood()) {
            return "it is not certain where its literals and comments end";
        }
        if (text.kind() != StatementKind.SELECT) {
            return "it is not a single query";
        }
        if (text.mayWrite() || text.changesSession()) {
            return "it may write, lock or change the session";
        }
        if (read.doubt().isEmpty() && (!text.tablesKnown() || text.parameterCount() != read.parameters().length)) {
            return "not all of it could be read";
        }
        return read.doubt();
    }

    public SqlText text() {
        return text;
    }

    public String sql() {
        return text.sql();
    }

    public Dialect dialect() {
        return text.dialect();
    }

    /** Whether it is one query that only reads, as far as a text can tell, and everything below is certain. */
    public boolean understood() {
        return doubt.isEmpty() && read.usual();
    }

    /** Why it is not understood, as the end of a sentence; empty if it is. */
    public String doubt() {
        return doubt.isEmpty() && !read.usual() ? "it does not begin with SELECT or WITH" : doubt;
    }

    /**
     * Why it may be anything else than one query that only reads and of which all names are known; empty if there is no
     * reason. It may begin with VALUES, TABLE or a parenthesis, too: then nothing is known of where its parts are.
     */
    public String readingDoubt() {
        return doubt;
    }

    /** How many parameters JDBC sees. */
    public int parameterCount() {
        return read.parameters().length;
    }

    /** Where the question mark of a parameter stands; parameters count from 1. */
    public int parameterStart(int parameter) {
        return read.parameters()[parameter - 1];
    }

    /** Behind the query: what follows are blanks, comments and semicolons. */
    public int end() {
        return read.end();
    }

    /**
     * The functions it calls, each once, in lower case and without quotes, with the schema if one is written. Words of
     * the language that could be names of functions are among them: {@code coalesce}, {@code join}, {@code over}.
     */
    public List<String> functions() {
        return read.functions();
    }

    /** Words that are functions without parentheses, such as {@code current_timestamp}, each once in lower case. */
    public List<String> functionKeywords() {
        return read.functionKeywords();
    }

    public List<TableName> tables() {
        return text.tables();
    }

    /**
     * The names of its tables in lower case, with a schema where one is written; null if lower case, a dot or a quote within
     * quotes could make one of them that of another table.
     */
    public @Nullable List<String> plainTables() {
        if (!understood() || !read.plainNames()) {
            return null;
        }
        for (TableName table : tables()) {
            int dot = table.name().indexOf('.');
            boolean schema = dot < 0
                    || !ChangeReader.plain(table.name().substring(0, dot)).isEmpty();
            if (!schema || ChangeReader.plain(table.name().substring(dot + 1)).isEmpty()) {
                return null;
            }
        }
        return tables().stream().map(TableName::name).toList();
    }

    public Set<Clause> clauses() {
        return read.clauses();
    }

    public boolean has(Clause clause) {
        return read.clauses().contains(clause);
    }

    /** Whether a name of ours occurs anywhere, even in a literal. */
    public boolean reserved() {
        return text.sql().toLowerCase(Locale.ROOT).contains(RESERVED);
    }

    /** Where FROM of the outermost query begins; -1 if it has none. */
    public int fromStart() {
        return read.fromStart();
    }

    /** Where WHERE of the outermost query begins; -1 if it has none. */
    public int whereStart() {
        return read.whereStart();
    }

    /** Whether the outermost select list begins with a star or has one behind a comma or a dot. */
    public boolean star() {
        return read.star();
    }

    /**
     * Whether the outermost query has DISTINCT, GROUP BY or a set operation. The order of its rows, and of those that
     * ORDER BY takes for equal, then is up to the way the server chooses to find equal rows.
     */
    public boolean regrouped() {
        return read.regrouped();
    }

    /** Whether the outermost query takes some rows without saying which: a limit or offset without ORDER BY. */
    public boolean takesAnyRows() {
        boolean limited = has(Clause.LIMIT) || has(Clause.OFFSET) || has(Clause.FETCH);
        return limited && !has(Clause.ORDER_BY) && !read.literals();
    }

    /** Whether the outermost FROM names one table, with an alias or hints at most. */
    public boolean plainFrom() {
        return fromStart() >= 0 && read.relations() == 1 && tables().size() == 1;
    }

    /**
     * The column that a flat query requires to be equal to a parameter, in lower case and without its table; empty if the
     * parameter is used otherwise.
     */
    public String equalColumn(int parameter) {
        return flat() ? read.equalColumn(parameter) : "";
    }

    /** The same of any query: of the conditions of its first SELECT that does not stand in parentheses. */
    public String comparedColumn(int parameter) {
        return read.equalColumn(parameter);
    }

    /** Whether it is one SELECT of columns and expressions FROM tables WHERE conditions, and nothing else. */
    public boolean flat() {
        return understood()
                && fromStart() >= 0
                && whereStart() > fromStart()
                && clauses().isEmpty();
    }

    /** Whether a comment switches a feature off: {@code covet:off} for all, {@code covet:off prefetch} for one. */
    public boolean excludes(String feature) {
        for (String off : read.excluded()) {
            if (off.isEmpty() || off.equals(feature)) {
                return true;
            }
        }
        return false;
    }

    /** What comments say to a feature: of {@code covet:cache ttl=10s} to {@code cache} it is {@code ttl=10s}. */
    public List<String> wishes(String feature) {
        return read.wishes().stream()
                .filter(wish -> wish.equals(feature) || wish.startsWith(feature + ' '))
                .map(wish -> wish.substring(feature.length()).strip())
                .toList();
    }

    /** Whether a word or a sequence of marks occurs anywhere, in any case; in literals and comments too. */
    public boolean mentions(String part) {
        return text.sql().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}

package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.sql.Clause;
import dev.covet.optimizer.sql.QueryShape;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Queries whose rows are the same to the last byte, but for their order, as long as nobody changes their tables: of those a
 * difference proves something. What takes some of several equal rows, adds in some order, or groups what is only equal may
 * differ with each plan of the server. What is not known is taken to be of that kind.
 */
final class Repeatable {
    /** Functions that compute from one row, or count, and words of the language that look like functions. */
    private static final Set<String> FUNCTIONS = Set.of(
            "abs",
            "all",
            "and",
            "any",
            "as",
            "between",
            "btrim",
            "cast",
            "ceil",
            "ceiling",
            "char",
            "char_length",
            "coalesce",
            "concat",
            "count",
            "date_part",
            "date_trunc",
            "decimal",
            "exists",
            "extract",
            "filter",
            "floor",
            "greatest",
            "in",
            "join",
            "least",
            "left",
            "length",
            "like",
            "lower",
            "lpad",
            "ltrim",
            "mod",
            "not",
            "nullif",
            "numeric",
            "on",
            "or",
            "position",
            "replace",
            "right",
            "round",
            "rpad",
            "rtrim",
            "sign",
            "some",
            "substr",
            "substring",
            "to_char",
            "trim",
            "upper",
            "using",
            "values",
            "varchar");

    /** Also within parentheses; names of columns that are like them count, too. */
    private static final Pattern ARBITRARY = Pattern.compile(
            "\\b(limit|offset|fetch|distinct|group|union|intersect|except|over|window|array|ctid|xmin|tableoid)\\b");

    private static final Set<Clause> CLAUSES =
            Set.of(Clause.DISTINCT, Clause.GROUP_BY, Clause.SET_OPERATION, Clause.WINDOW, Clause.LIMIT);

    private Repeatable() {}

    static boolean is(QueryShape query) {
        return query.understood()
                && FUNCTIONS.containsAll(query.functions())
                && query.clauses().stream().noneMatch(CLAUSES::contains)
                && !ARBITRARY.matcher(query.sql().toLowerCase(Locale.ROOT)).find();
    }
}

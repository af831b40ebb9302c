package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import java.util.List;
import java.util.regex.Pattern;

/** What a text alone says against asking its query of a replica. */
final class ReplicaRules {
    /** Columns of the system that a replica fills otherwise than the primary, or that only its own rows have. */
    private static final Pattern SYSTEM_COLUMN =
            Pattern.compile("\\b(xmin|xmax|cmin|cmax|ctid)\\b", Pattern.CASE_INSENSITIVE);

    /** What MySQL and MariaDB keep for the next statement, or count until they stop. */
    private static final Pattern LEFT_BEHIND =
            Pattern.compile("\\b(sql_calc_found_rows|procedure|rows\\s+examined)\\b", Pattern.CASE_INSENSITIVE);

    /** By a setting of MySQL, the name of a function. */
    private static final Pattern QUOTED_CALL = Pattern.compile("\"\\s*\\(");

    private ReplicaRules() {}

    static void add(List<String> reasons, QueryShape shape) {
        String doubt = shape.readingDoubt();
        if (!doubt.isEmpty()) {
            reasons.add("the query is not understood: " + doubt);
        }
        if (shape.dialect() == Dialect.POSTGRESQL && namesSystemColumn(shape.sql())) {
            reasons.add("the query has a column of the system, such as xmin, which is another one on a replica");
        }
        if (shape.dialect() == Dialect.MYSQL) {
            ofMySql(reasons, shape);
        }
    }

    private static void ofMySql(List<String> reasons, QueryShape shape) {
        if (LEFT_BEHIND.matcher(shape.sql()).find()) {
            reasons.add("the query has SQL_CALC_FOUND_ROWS, PROCEDURE or ROWS EXAMINED");
        }
        if (QUOTED_CALL.matcher(shape.sql()).find()) {
            reasons.add("the query has double quotes before a parenthesis, which may be those of a function's name");
        }
    }

    static boolean namesSystemColumn(String sql) {
        return SYSTEM_COLUMN.matcher(sql).find();
    }
}

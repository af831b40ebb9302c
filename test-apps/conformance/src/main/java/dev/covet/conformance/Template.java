package dev.covet.conformance;

import java.util.List;

/**
 * A statement the generator knows.
 *
 * @param parameters what stands for each question mark
 * @param columns of its first result set, if it has one
 */
record Template(Kind kind, String sql, List<Category> parameters, List<Column> columns) {

    /** What running it leads to. */
    enum Kind {
        QUERY,
        UPDATE,
        DEFINITION,
        CALL,
        SEVERAL,
        BROKEN
    }

    static Template of(Kind kind, String sql, Category... parameters) {
        return new Template(kind, sql, List.of(parameters), List.of());
    }

    static Template query(String sql, List<Column> columns, Category... parameters) {
        return new Template(Kind.QUERY, sql, List.of(parameters), columns);
    }

    boolean isPlain() {
        return parameters.isEmpty();
    }
}

package dev.covet.optimizer.sql;

/**
 * What a query may contain. {@code SET_OPERATION}, {@code ORDER_BY}, {@code LIMIT}, {@code OFFSET} and {@code FETCH} count
 * outside of parentheses only.
 */
public enum Clause {
    LOCKING,
    SET_OPERATION,
    DISTINCT,
    GROUP_BY,
    HAVING,
    AGGREGATE,
    WINDOW,
    ORDER_BY,
    LIMIT,
    OFFSET,
    FETCH,
    WITH,
    SUBQUERY,
    USER_VARIABLE,
    TABLESAMPLE,
    INTO
}

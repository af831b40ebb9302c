package dev.covet.optimizer.sql;

/** The kind of a statement by its leading words; {@code MULTIPLE} when the text holds more than one statement. */
public enum StatementKind {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    MERGE,
    CALL,
    DDL,
    SET,
    TRANSACTION,
    COPY,
    EXPLAIN,
    SHOW,
    LOCK,
    MULTIPLE,
    OTHER
}

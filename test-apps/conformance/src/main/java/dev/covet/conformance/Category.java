package dev.covet.conformance;

/** Families of column types. */
enum Category {
    INTEGER,
    DECIMAL,
    FLOATING,
    BOOLEAN,
    TEXT,
    BYTES,
    DATE,
    TIME,
    TIMESTAMP,
    UUID,
    BLOB,
    CLOB,
    ARRAY,
    OTHER
}

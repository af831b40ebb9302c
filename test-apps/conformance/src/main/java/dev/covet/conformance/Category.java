package dev.covet.conformance;

/** Families of column types: what a sensible application reads from them and writes to them. */
enum Category {
    INTEGER("getInt", "getLong", "getShort", "getBigDecimal", "getString", "getObject"),
    DECIMAL("getBigDecimal", "getDouble", "getString", "getObject"),
    FLOATING("getDouble", "getFloat", "getBigDecimal", "getObject"),
    BOOLEAN("getBoolean", "getInt", "getString", "getObject"),
    TEXT("getString", "getNString", "getObject", "getCharacterStream", "getBytes"),
    BYTES("getBytes", "getBinaryStream", "getObject"),
    DATE("getDate", "getTimestamp", "getString", "getObject"),
    TIME("getTime", "getString", "getObject"),
    TIMESTAMP("getTimestamp", "getDate", "getTime", "getString", "getObject"),
    UUID("getObject", "getString"),
    BLOB("getBlob", "getBytes", "getBinaryStream", "getObject"),
    CLOB("getClob", "getString", "getCharacterStream", "getObject"),
    ARRAY("getArray", "getObject", "getString"),
    OTHER("getObject", "getString");

    private final String[] getters;

    Category(String... getters) {
        this.getters = getters;
    }

    String getter(Choice choice) {
        return choice.of(getters);
    }
}

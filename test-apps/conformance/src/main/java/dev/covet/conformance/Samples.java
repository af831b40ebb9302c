package dev.covet.conformance;

import java.sql.JDBCType;
import java.sql.Types;
import java.util.List;

/** Values that programs write, by column and by Java type. */
final class Samples {
    static final List<Integer> TYPE_CODES = List.of(
            Types.INTEGER,
            Types.BIGINT,
            Types.VARCHAR,
            Types.NUMERIC,
            Types.DOUBLE,
            Types.BOOLEAN,
            Types.DATE,
            Types.TIME,
            Types.TIMESTAMP,
            Types.VARBINARY,
            Types.BLOB,
            Types.CLOB,
            Types.ARRAY,
            Types.OTHER,
            Types.CHAR,
            Types.TIMESTAMP_WITH_TIMEZONE,
            Types.NULL);
    static final List<Class<?>> CLASSES = List.of(
            String.class,
            Integer.class,
            Long.class,
            java.math.BigDecimal.class,
            Boolean.class,
            byte[].class,
            java.time.LocalDate.class,
            java.time.LocalTime.class,
            java.time.LocalDateTime.class,
            java.time.OffsetDateTime.class,
            java.sql.Date.class,
            java.sql.Timestamp.class,
            java.sql.Array.class,
            java.sql.Blob.class,
            java.sql.Clob.class,
            java.util.UUID.class,
            Object.class,
            Double.class,
            java.io.InputStream.class);
    static final List<Class<?>> INTERFACES = List.of(
            java.sql.Connection.class,
            java.sql.Statement.class,
            java.sql.PreparedStatement.class,
            java.sql.CallableStatement.class,
            java.sql.ResultSet.class,
            java.sql.Wrapper.class,
            java.sql.DatabaseMetaData.class,
            java.sql.ResultSetMetaData.class,
            AutoCloseable.class,
            Runnable.class);
    static final List<String> LABELS = List.of("id", "ID", "name", "Name", "quantity", "price", "nosuch", "");

    private static final List<String> DECIMALS = List.of("1.50", "0", "-7.125", "12345678901234567890.5", "1E+3");
    private static final List<String> DATES = List.of("2024-02-29", "1970-01-01", "1899-12-31");
    private static final List<String> TIMES = List.of("12:34:56", "00:00:00", "23:59:59");
    private static final List<String> STAMPS =
            List.of("2024-02-29 12:34:56.789", "1970-01-01 00:00:00", "2024-03-31 02:30:00.123456");
    private static final List<String> TEXTS = List.of("nut", "a", "", "ünï €", "it's", "100", "x y");

    private Samples() {}

    /** A value fit for a column of this kind. */
    static Value fitting(Category category, Choice choice) {
        return switch (category) {
            case INTEGER -> Value.of(choice.between(1, 6));
            case DECIMAL -> Value.literal("decimal", choice.of("1.50", "0", "99.99", "7"));
            case FLOATING -> Value.literal("double", choice.of("1.5", "-0.25", "1e10"));
            case BOOLEAN -> Value.of(choice.percent(50));
            case BYTES -> Value.literal("bytes", choice.of("", "00ff", "41*300"));
            case DATE -> Value.literal("date", choice.of(DATES));
            case TIME -> Value.literal("time", choice.of(TIMES));
            case TIMESTAMP -> Value.literal("timestamp", choice.of(STAMPS));
            case UUID -> Value.literal("uuid", "00112233-4455-6677-8899-aabbccddeeff");
            case ARRAY -> Value.literal("integers", "1,2,4");
            case TEXT, OTHER, CLOB, BLOB ->
                choice.percent(90) ? Value.of(choice.of(TEXTS)) : Value.literal("longString", "ab*100");
        };
    }

    /** The name of a getter that suits a column of this kind. */
    static String getter(Category category, Choice choice) {
        return switch (category) {
            case INTEGER -> choice.of("getInt", "getLong", "getShort", "getBigDecimal", "getString", "getObject");
            case DECIMAL -> choice.of("getBigDecimal", "getDouble", "getString", "getObject");
            case FLOATING -> choice.of("getDouble", "getFloat", "getBigDecimal", "getObject");
            case BOOLEAN -> choice.of("getBoolean", "getInt", "getString", "getObject");
            case TEXT -> choice.of("getString", "getNString", "getObject", "getCharacterStream", "getBytes");
            case BYTES -> choice.of("getBytes", "getBinaryStream", "getObject");
            case DATE -> choice.of("getDate", "getTimestamp", "getString", "getObject");
            case TIME -> choice.of("getTime", "getString", "getObject");
            case TIMESTAMP -> choice.of("getTimestamp", "getDate", "getTime", "getString", "getObject");
            case BLOB -> choice.of("getBlob", "getBytes", "getBinaryStream", "getObject");
            case CLOB -> choice.of("getClob", "getString", "getCharacterStream", "getObject");
            case ARRAY -> choice.of("getArray", "getObject", "getString");
            case UUID, OTHER -> choice.of("getObject", "getString");
        };
    }

    static String setter(Category category, Choice choice) {
        return switch (category) {
            case INTEGER -> choice.of("setInt", "setInt", "setObject");
            case DECIMAL -> choice.of("setBigDecimal", "setObject");
            case FLOATING -> "setDouble";
            case BOOLEAN -> "setBoolean";
            case BYTES -> "setBytes";
            case DATE -> "setDate";
            case TIME -> "setTime";
            case TIMESTAMP -> "setTimestamp";
            case UUID, ARRAY -> "setObject";
            case TEXT, OTHER, CLOB, BLOB -> choice.of("setString", "setString", "setObject", "setNString");
        };
    }

    static int typeCode(Category category) {
        return switch (category) {
            case INTEGER -> Types.INTEGER;
            case DECIMAL -> Types.NUMERIC;
            case FLOATING -> Types.DOUBLE;
            case BOOLEAN -> Types.BOOLEAN;
            case BYTES, BLOB -> Types.VARBINARY;
            case DATE -> Types.DATE;
            case TIME -> Types.TIME;
            case TIMESTAMP -> Types.TIMESTAMP;
            case UUID, ARRAY -> Types.OTHER;
            case TEXT, OTHER, CLOB -> Types.VARCHAR;
        };
    }

    /** Anything for a parameter of type Object. */
    static Value any(Choice choice) {
        return switch (choice.between(0, 13)) {
            case 0, 1 -> Value.of(choice.between(-1, 7));
            case 2, 3 -> Value.of(choice.of(TEXTS));
            case 4 -> Value.literal("decimal", choice.of(DECIMALS));
            case 5 -> Value.literal("date", choice.of(DATES));
            case 6 -> Value.literal("timestamp", choice.of(STAMPS));
            case 7 -> Value.literal("localDateTime", "2024-02-29T12:34:56.789");
            case 8 -> Value.literal("offsetDateTime", "2024-02-29T12:34:56+05:30");
            case 9 -> Value.literal("localDate", choice.of(DATES));
            case 10 -> Value.literal("bytes", "00ff");
            case 11 -> Value.literal("uuid", "00112233-4455-6677-8899-aabbccddeeff");
            case 12 -> Value.literal("double", "1.5");
            default -> Value.nothing(Object.class);
        };
    }

    /** A value for a parameter of this type, where nothing better is known, or null if there is none. */
    static Value byType(Class<?> type, Choice choice) {
        return switch (type.getSimpleName()) {
            case "int" -> Value.of(choice.of(1, 1, 2, 3, 0, -1, 99));
            case "long" -> Value.of((long) choice.of(1, 1, 2, 3, 0, -1));
            case "short" -> Value.literal("short", choice.of("1", "-300"));
            case "byte" -> Value.literal("byte", choice.of("1", "-128"));
            case "float" -> Value.literal("float", choice.of("1.5", "NaN"));
            case "double" -> Value.literal("double", choice.of("1.5", "-1e10", "NaN"));
            case "boolean" -> Value.of(choice.percent(50));
            case "String" -> choice.percent(90) ? Value.of(choice.of(TEXTS)) : Value.nothing(String.class);
            case "BigDecimal" -> Value.literal("decimal", choice.of(DECIMALS));
            case "Date" -> Value.literal("date", choice.of(DATES));
            case "Time" -> Value.literal("time", choice.of(TIMES));
            case "Timestamp" -> Value.literal("timestamp", choice.of(STAMPS));
            case "Calendar" -> Value.literal("calendar", choice.of("UTC", "America/New_York", "Asia/Kolkata"));
            case "byte[]" -> Value.literal("bytes", choice.of("", "00ff10", "41*3000"));
            case "InputStream" -> Value.literal(choice.of("stream", "ascii"), choice.of("00ff*1", "", "41*2000"));
            case "Reader" -> Value.literal("reader", choice.of("read me", "", "long *700"));
            case "Map" -> Value.literal("map", "");
            case "SQLType" ->
                Value.literal(
                        "type",
                        choice.of(JDBCType.INTEGER, JDBCType.VARCHAR, JDBCType.DATE, JDBCType.NUMERIC)
                                .name());
            case "Executor" -> Value.literal("executor", "");
            case "Properties" -> Value.literal("properties", choice.of("ApplicationName=conformance", "a=b", ""));
            case "int[]" -> Value.literal("ints", choice.of("1", "1,2", "", "99"));
            case "String[]" -> Value.literal("strings", choice.of("id", "ID,NAME", "nosuch", "DataPad", "TABLE"));
            case "Object[]" -> Value.literal(choice.of("integers", "strings"), choice.of("1,2,3", "", "7"));
            case "URL" -> Value.literal("url", "http://example.org/");
            case "Object" -> any(choice);
            default -> Value.nothing(type);
        };
    }
}

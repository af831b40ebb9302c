package dev.covet.optimizer.features.prefetch.batch;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The types of PostgreSQL whose values survive the way through an array literal unchanged. The type of an array's elements
 * must be the one that the driver binds the single value with: another one compares by other rules.
 */
public enum PostgresKey {
    BOOL(16),
    INT8(20),
    INT2(21),
    INT4(23),
    TEXT(25),
    BPCHAR(1042),
    VARCHAR(1043),
    DATE(1082),
    NUMERIC(1700),
    UUID(2950);

    private static final PostgresKey[] ALL = values();

    private final int oid;
    private final String array;

    PostgresKey(int oid) {
        this.oid = oid;
        this.array = "pg_catalog." + typeName() + "[]";
    }

    /** By the number the server has for the type; null for every other type. */
    public static @Nullable PostgresKey ofOid(int oid) {
        for (PostgresKey key : ALL) {
            if (key.oid == oid) {
                return key;
            }
        }
        return null;
    }

    public int oid() {
        return oid;
    }

    /** The server's name of the type. */
    public String typeName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The type of an array of these, as it is written in SQL. */
    String arrayType() {
        return array;
    }

    /** Keys as an array literal; null if one of them is not certain to arrive as the single query would send it. */
    public @Nullable String array(List<? extends @Nullable Object> keys) {
        StringBuilder literal = new StringBuilder(2 + keys.size() * 8).append('{');
        for (Object key : keys) {
            String element = key == null ? null : element(key);
            if (element == null) {
                return null;
            }
            if (literal.length() > 1) {
                literal.append(',');
            }
            append(literal, element);
        }
        return literal.append('}').toString();
    }

    private @Nullable String element(Object key) {
        return switch (this) {
            case BOOL -> key instanceof Boolean ? key.toString() : null;
            case INT2, INT4, INT8 -> isInteger(key) || key instanceof String ? key.toString() : null;
            case NUMERIC ->
                key instanceof BigDecimal || key instanceof BigInteger || isInteger(key) || key instanceof String
                        ? key.toString()
                        : null;
            case UUID -> key instanceof UUID || key instanceof String ? key.toString() : null;
            case DATE -> date(key);
            case TEXT, VARCHAR, BPCHAR -> key instanceof String text && text.indexOf(0) < 0 ? text : null;
        };
    }

    private static boolean isInteger(Object key) {
        return key instanceof Long || key instanceof Integer || key instanceof Short || key instanceof Byte;
    }

    /** Only those that are read in the same way under every setting of the server. */
    private static @Nullable String date(Object key) {
        return key instanceof LocalDate date && date.getYear() >= 1 && date.getYear() <= 9999 ? date.toString() : null;
    }

    private static void append(StringBuilder literal, String element) {
        literal.append('"');
        for (int i = 0; i < element.length(); i++) {
            char c = element.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\');
            }
            literal.append(c);
        }
        literal.append('"');
    }
}

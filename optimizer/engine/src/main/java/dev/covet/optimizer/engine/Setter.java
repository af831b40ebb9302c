package dev.covet.optimizer.engine;

import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/** The method a value was bound with. The same value bound by another method can be another value for the server. */
public enum Setter {
    /** Every one that is not below: its value is known, but not how to bind it again. */
    OTHER(0),
    INT(1),
    LONG(2),
    SHORT(3),
    STRING(4),
    DECIMAL(5),
    /** {@code setObject} without a type. */
    OBJECT(6),
    /** {@code setObject} with a type of {@link java.sql.Types}. */
    TYPED_OBJECT(7),
    BOOLEAN(8),
    NULL(9),
    DATE(10),
    TIMESTAMP(11),
    /** {@code setArray}; can be bound again if the value is a {@link BoundArray}. */
    ARRAY(12);

    private static final Setter[] ALL = values();

    /** Its place among all. */
    final int code;

    Setter(int code) {
        this.code = code;
    }

    static Setter of(int code) {
        return ALL[code];
    }

    /** Binds the value as it was bound. */
    void bind(PreparedStatement statement, int position, @Nullable Object value, int type) throws SQLException {
        switch (this) {
            case INT -> statement.setInt(position, (Integer) given(value));
            case LONG -> statement.setLong(position, (Long) given(value));
            case SHORT -> statement.setShort(position, (Short) given(value));
            case BOOLEAN -> statement.setBoolean(position, (Boolean) given(value));
            case STRING -> statement.setString(position, (String) value);
            case DECIMAL -> statement.setBigDecimal(position, (java.math.BigDecimal) value);
            case OBJECT -> statement.setObject(position, value);
            case TYPED_OBJECT -> statement.setObject(position, value, type);
            case NULL -> statement.setNull(position, type);
            case DATE -> statement.setDate(position, (Date) value);
            case TIMESTAMP -> statement.setTimestamp(position, (Timestamp) value);
            case ARRAY -> BoundArray.bind(statement, position, (BoundArray) value);
            case OTHER -> throw new IllegalStateException("a value that cannot be bound again");
        }
    }

    private static Object given(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("a primitive that is null");
        }
        return value;
    }
}

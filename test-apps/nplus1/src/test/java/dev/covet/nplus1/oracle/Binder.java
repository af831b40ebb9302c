package dev.covet.nplus1.oracle;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** How an application reads a value of a row, and binds it in its next query. */
enum Binder {
    LONG,
    INT,
    SHORT,
    STRING,
    OBJECT,
    TYPED_BIGINT,
    TYPED_VARCHAR,
    DECIMAL,
    /** The server finds out which type it is. */
    TYPED_OTHER,
    BYTES,
    TIMESTAMP,
    OFFSET_TIME,
    DATE;

    void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException {
        switch (this) {
            case LONG -> to.setLong(position, rows.getLong(column));
            case INT -> to.setInt(position, (int) Math.min(rows.getLong(column), Integer.MAX_VALUE));
            case SHORT -> to.setShort(position, rows.getShort(column));
            case STRING -> to.setString(position, rows.getString(column));
            case OBJECT -> setObject(to, position, rows.getObject(column));
            case TYPED_BIGINT -> to.setObject(position, rows.getObject(column), Types.BIGINT);
            case TYPED_VARCHAR -> to.setObject(position, rows.getString(column), Types.VARCHAR);
            case DECIMAL -> to.setBigDecimal(position, rows.getBigDecimal(column));
            case TYPED_OTHER -> to.setObject(position, rows.getString(column), Types.OTHER);
            case BYTES -> to.setBytes(position, rows.getBytes(column));
            case TIMESTAMP -> to.setTimestamp(position, rows.getTimestamp(column));
            case OFFSET_TIME -> to.setObject(position, rows.getObject(column, OffsetDateTime.class));
            case DATE -> to.setDate(position, rows.getDate(column));
        }
    }

    private static void setObject(PreparedStatement to, int position, @Nullable Object value) throws SQLException {
        if (value == null) {
            to.setNull(position, Types.NULL);
        } else {
            to.setObject(position, value);
        }
    }
}

package dev.covet.nplus1.oracle;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;

/** How an application reads a value of a row, and binds it in its next query. */
enum Binder {
    LONG {
        @Override
        void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException {
            to.setLong(position, rows.getLong(column));
        }
    },
    INT {
        @Override
        void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException {
            to.setInt(position, (int) Math.min(rows.getLong(column), Integer.MAX_VALUE));
        }
    },
    SHORT {
        @Override
        void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException {
            to.setShort(position, rows.getShort(column));
        }
    },
    STRING {
        @Override
        void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException {
            to.setString(position, rows.getString(column));
        }
    },
    OBJECT {
        @Override
        void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException {
            Object value = rows.getObject(column);
            if (value == null) {
                to.setNull(position, Types.NULL);
            } else {
                to.setObject(position, value);
            }
        }
    },
    TYPED_BIGINT {
        @Override
        void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException {
            to.setObject(position, rows.getObject(column), Types.BIGINT);
        }
    },
    TYPED_VARCHAR {
        @Override
        void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException {
            to.setObject(position, rows.getString(column), Types.VARCHAR);
        }
    },
    DECIMAL {
        @Override
        void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException {
            BigDecimal value = rows.getBigDecimal(column);
            to.setBigDecimal(position, value);
        }
    },
    /** The server finds out which type it is. */
    TYPED_OTHER {
        @Override
        void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException {
            to.setObject(position, rows.getString(column), Types.OTHER);
        }
    },
    BYTES {
        @Override
        void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException {
            to.setBytes(position, rows.getBytes(column));
        }
    },
    TIMESTAMP {
        @Override
        void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException {
            to.setTimestamp(position, rows.getTimestamp(column));
        }
    },
    OFFSET_TIME {
        @Override
        void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException {
            to.setObject(position, rows.getObject(column, OffsetDateTime.class));
        }
    },
    DATE {
        @Override
        void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException {
            to.setDate(position, rows.getDate(column));
        }
    };

    abstract void carry(ResultSet rows, String column, PreparedStatement to, int position) throws SQLException;
}

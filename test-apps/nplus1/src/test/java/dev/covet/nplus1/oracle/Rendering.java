package dev.covet.nplus1.oracle;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All that an application can read from a result, as text. */
final class Rendering {
    private Rendering() {}

    static List<String> of(ResultSet rows) throws SQLException {
        List<String> read = new ArrayList<>();
        ResultSetMetaData data = rows.getMetaData();
        for (int column = 1; column <= data.getColumnCount(); column++) {
            read.add(data.getColumnLabel(column)
                    + ' '
                    + data.getColumnTypeName(column)
                    + ' '
                    + data.getPrecision(column)
                    + ' '
                    + data.getScale(column));
        }
        while (rows.next()) {
            StringBuilder row = new StringBuilder();
            for (int column = 1; column <= data.getColumnCount(); column++) {
                Object value = rows.getObject(column);
                String text = value instanceof byte[] bytes ? Arrays.toString(bytes) : rows.getString(column);
                row.append(text)
                        .append(value == null ? "" : ' ' + value.getClass().getName())
                        .append(" | ");
            }
            read.add(row.toString());
        }
        return read;
    }
}

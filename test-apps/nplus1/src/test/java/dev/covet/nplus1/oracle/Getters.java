package dev.covet.nplus1.oracle;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every getter that a column may answer, also with an error, and all of its metadata. */
final class Getters {
    private static final List<Getter> ALL = List.of(
            ResultSet::getString,
            ResultSet::getObject,
            ResultSet::getLong,
            ResultSet::getInt,
            ResultSet::getDouble,
            ResultSet::getBigDecimal,
            ResultSet::getBoolean,
            ResultSet::getBytes,
            ResultSet::getTimestamp,
            ResultSet::getDate,
            (rows, column) -> rows.getObject(column, String.class),
            (rows, column) -> rows.getObject(column, java.time.LocalDateTime.class));

    private Getters() {}

    interface Getter {
        Object read(ResultSet rows, int column) throws SQLException;
    }

    /** All of them. */
    static List<Getter> all() {
        return ALL;
    }

    /** Few, because most refuse and errors take time: one that suits every column, and others in turn. */
    static List<Getter> some(int turn) {
        int size = ALL.size();
        return List.of(ALL.get(1), ALL.get(turn % size), ALL.get((turn + 5) % size));
    }

    static List<String> read(ResultSet rows, boolean ordered, List<Getter> getters) throws SQLException {
        List<String> head = new ArrayList<>();
        ResultSetMetaData data = rows.getMetaData();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            head.add(data.getColumnLabel(i)
                    + ' '
                    + data.getColumnName(i)
                    + ' '
                    + data.getColumnTypeName(i)
                    + ' '
                    + data.getPrecision(i)
                    + ' '
                    + data.getScale(i)
                    + ' '
                    + data.isNullable(i)
                    + ' '
                    + data.isAutoIncrement(i)
                    + ' '
                    + data.getTableName(i)
                    + ' '
                    + data.getColumnClassName(i));
        }
        List<String> read = new ArrayList<>();
        while (rows.next()) {
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                for (Getter getter : getters) {
                    row.append(value(rows, i, getter)).append(rows.wasNull() ? "~" : "|");
                }
            }
            read.add((ordered ? rows.getRow() : 0) + row.toString());
        }
        if (!ordered) {
            read.sort(null);
        }
        head.addAll(read);
        return head;
    }

    private static String value(ResultSet rows, int column, Getter getter) {
        try {
            Object value = getter.read(rows, column);
            return value instanceof byte[] bytes
                    ? Arrays.toString(bytes)
                    : value == null
                            ? ""
                            : String.valueOf(value).replaceAll("\\[B@.*", "bytes") + " "
                                    + value.getClass().getSimpleName();
        } catch (RuntimeException failed) {
            return failed.toString();
        } catch (SQLException refused) {
            return refused.getSQLState() + String.valueOf(refused.getMessage()).replaceAll("conn=\\d+|@[0-9a-f]+", "");
        }
    }
}

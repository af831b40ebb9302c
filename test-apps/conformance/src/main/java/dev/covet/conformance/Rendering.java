package dev.covet.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/** Canonical text of a value. Streams, large objects and result sets are read to their end. */
final class Rendering {
    private static final int LONG = 300;
    private static final int ROWS = 200;

    private Rendering() {}

    static String of(@Nullable Object value) {
        try {
            return text(value);
        } catch (SQLException | IOException | RuntimeException e) {
            return "unreadable: " + ErrorText.of(e);
        }
    }

    private static String text(@Nullable Object value) throws SQLException, IOException {
        if (value == null) {
            return "null";
        }
        if (value instanceof String string) {
            return shortened(string);
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.getClass().getSimpleName() + " " + value;
        }
        if (value instanceof byte[] bytes) {
            return "bytes " + shortened(HexFormat.of().formatHex(bytes));
        }
        if (value.getClass().isArray()) {
            return elements(value);
        }
        if (value instanceof Throwable error) {
            return ErrorText.of(error);
        }
        if (value instanceof java.util.Date date) {
            return date(date);
        }
        if (value instanceof Map<?, ?> map) {
            return "Map " + new TreeMap<>(map);
        }
        return jdbc(value);
    }

    @SuppressWarnings("JavaUtilDate") // java.sql's dates are what drivers return
    private static String date(java.util.Date date) {
        return date.getClass().getName() + " " + date + " " + date.getTime();
    }

    private static String jdbc(Object value) throws SQLException, IOException {
        if (value instanceof InputStream stream) {
            return "stream " + text(stream.readAllBytes());
        }
        if (value instanceof Reader reader) {
            return "reader " + shortened(drained(reader));
        }
        if (value instanceof Blob blob) {
            return "Blob " + text(blob.getBytes(1, (int) Math.min(blob.length(), 100_000)));
        }
        if (value instanceof Clob clob) {
            return "Clob " + text(clob.getSubString(1, (int) Math.min(clob.length(), 100_000)));
        }
        if (value instanceof java.sql.Array array) {
            return "Array of " + array.getBaseTypeName() + " " + array.getBaseType() + " " + text(array.getArray());
        }
        if (value instanceof Struct struct) {
            return "Struct " + struct.getSQLTypeName() + " " + text(struct.getAttributes());
        }
        if (value instanceof SQLXML xml) {
            return "SQLXML " + text(xml.getString());
        }
        if (value instanceof RowId rowId) {
            return "RowId " + text(rowId.getBytes());
        }
        if (value instanceof Xid id) {
            return BranchId.describe(id);
        }
        if (value instanceof ResultSet resultSet) {
            return table(resultSet);
        }
        Class<?> type = JdbcTypes.of(value, Object.class);
        return type == null
                ? value.getClass().getName() + " " + shortened(Normal.of(value.toString()))
                : type.getSimpleName();
    }

    private static String elements(Object array) throws SQLException, IOException {
        StringBuilder text =
                new StringBuilder(array.getClass().getComponentType().getSimpleName()).append('[');
        for (int i = 0; i < Array.getLength(array); i++) {
            text.append(i == 0 ? "" : ", ").append(text(Array.get(array, i)));
        }
        return text.append(']').toString();
    }

    private static String drained(Reader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] part = new char[1000];
        int length = reader.read(part);
        while (length >= 0) {
            text.append(part, 0, length);
            length = reader.read(part);
        }
        return text.toString();
    }

    /** Labels and at most {@value #ROWS} rows. */
    static String table(ResultSet resultSet) throws SQLException, IOException {
        ResultSetMetaData metaData = resultSet.getMetaData();
        StringBuilder text = new StringBuilder("ResultSet");
        int columns = metaData.getColumnCount();
        for (int i = 1; i <= columns; i++) {
            text.append(i == 1 ? " " : "|").append(metaData.getColumnLabel(i));
        }
        for (int row = 0; row < ROWS && resultSet.next(); row++) {
            for (int i = 1; i <= columns; i++) {
                text.append(i == 1 ? " / " : "|").append(cell(resultSet, i));
            }
        }
        return text.toString();
    }

    private static String cell(ResultSet resultSet, int column) throws IOException {
        try {
            return text(resultSet.getObject(column));
        } catch (SQLException | RuntimeException e) {
            return "unreadable: " + ErrorText.of(e);
        }
    }

    private static String shortened(String text) {
        if (text.length() <= LONG) {
            return Quotes.quote(text);
        }
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_16));
        return String.format(
                Locale.ROOT,
                "%s… %d characters, checksum %08x",
                Quotes.quote(text.substring(0, 40)),
                text.length(),
                checksum.getValue());
    }
}

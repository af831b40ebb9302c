package dev.covet.instrumentation.drivers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything an application can read from a result set, as lines of text: each getter there is, for each column, by
 * index and by label, with what it throws and what {@code wasNull} says then; metadata; moving about.
 */
final class ResultTranscript {
    private static final List<Class<?>> TYPES = List.of(
            String.class,
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Boolean.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            byte[].class,
            UUID.class,
            Date.class,
            Time.class,
            Timestamp.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            OffsetTime.class,
            ZonedDateTime.class,
            Instant.class,
            java.util.Date.class,
            Calendar.class,
            java.sql.Array.class,
            SQLXML.class,
            Object.class);

    /** The deprecated and those for what no column here is. */
    private static final List<String> LEFT_OUT = List.of("getUnicodeStream", "getMetaData", "getStatement");

    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{4,8}\\b");

    private final List<String> lines = new ArrayList<>();

    private ResultTranscript() {}

    /** Of a result at its start, read to its end. */
    static List<String> of(ResultSet rows, Statement expected) throws SQLException {
        ResultTranscript transcript = new ResultTranscript();
        transcript.lines.add("statement is the expected one: " + (rows.getStatement() == expected));
        transcript.plain(rows, "before");
        transcript.metaData(rows.getMetaData());
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            transcript.plain(rows, "row");
            for (int column = 1; column <= columns; column++) {
                transcript.column(rows, column);
            }
        }
        transcript.plain(rows, "after");
        transcript.moves(rows);
        return transcript.lines;
    }

    /** The lines that are not the same, the first twenty. */
    static List<String> differences(List<String> one, List<String> other) {
        List<String> found = new ArrayList<>();
        if (one.size() != other.size()) {
            found.add(one.size() + " lines and " + other.size());
        }
        for (int i = 0; i < Math.min(one.size(), other.size()) && found.size() < 20; i++) {
            if (!one.get(i).equals(other.get(i))) {
                found.add(one.get(i) + " | " + other.get(i));
            }
        }
        return found;
    }

    /** What {@link ResultSet} says without being asked about a column. */
    private void plain(ResultSet rows, String place) {
        for (Method method : methods(ResultSet.class)) {
            boolean asks = method.getName().matches("(get|is|row).*") && method.getParameterCount() == 0;
            if (asks && !LEFT_OUT.contains(method.getName())) {
                line(place + " " + method.getName(), () -> method.invoke(rows));
            }
        }
    }

    private void metaData(ResultSetMetaData metaData) throws SQLException {
        for (int column = 1; column <= metaData.getColumnCount(); column++) {
            for (Method method : methods(ResultSetMetaData.class)) {
                int index = column;
                if (method.getParameterCount() == 1 && method.getParameterTypes()[0] == int.class) {
                    line("meta " + column + " " + method.getName(), () -> method.invoke(metaData, index));
                }
            }
        }
    }

    private void column(ResultSet rows, int column) throws SQLException {
        String label = rows.getMetaData().getColumnLabel(column);
        for (Method method : methods(ResultSet.class)) {
            if (!method.getName().startsWith("get") || LEFT_OUT.contains(method.getName())) {
                continue;
            }
            for (@Nullable Object @Nullable [] arguments : arguments(method, column, label)) {
                String name = column + " " + method.getName() + Arrays.toString(arguments);
                line(name, () -> method.invoke(rows, arguments));
                line(name + " null", rows::wasNull);
            }
        }
        line(column + " findColumn", () -> rows.findColumn(label.toUpperCase(Locale.ROOT)));
    }

    /** The ways to call a getter. */
    private static List<@Nullable Object[]> arguments(Method method, int column, String label) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length == 0 || types.length > 2 || (types[0] != int.class && types[0] != String.class)) {
            return List.of();
        }
        Object first = types[0] == int.class ? (Object) column : label;
        if (types.length == 1) {
            return List.<@Nullable Object[]>of(new Object[] {first});
        }
        if (types[0] == String.class) {
            // A label is looked up before the rest begins.
            return List.of();
        }
        if (types[1] == Class.class) {
            return TYPES.stream()
                    .map(type -> new @Nullable Object[] {first, type})
                    .toList();
        }
        if (types[1] == Calendar.class) {
            Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("Asia/Kathmandu"), Locale.ROOT);
            calendar.setTimeInMillis(0);
            return List.<@Nullable Object[]>of(new Object[] {first, calendar});
        }
        Object second = types[1] == Map.class ? Map.of() : 2;
        return List.<@Nullable Object[]>of(new Object[] {first, second});
    }

    private void moves(ResultSet rows) {
        line("absolute 1", () -> rows.absolute(1));
        line("row", rows::getRow);
        line("first value", () -> rows.getString(1));
        line("relative", () -> rows.relative(1));
        line("row", rows::getRow);
        line("last", rows::last);
        line("row", rows::getRow);
        line("last value", () -> rows.getString(1));
        line("previous", rows::previous);
        line("absolute -1", () -> rows.absolute(-1));
        line("row", rows::getRow);
        line("before", () -> {
            rows.beforeFirst();
            return rows.isBeforeFirst();
        });
        line("reverse", () -> {
            rows.setFetchDirection(ResultSet.FETCH_REVERSE);
            return rows.getFetchDirection();
        });
        line("fetch size", () -> {
            rows.setFetchSize(7);
            return rows.getFetchSize();
        });
        line("update", () -> {
            rows.updateString(1, "changed");
            return "possible";
        });
        line("no column", () -> rows.getString("no such column"));
        line("column 0", () -> rows.getString(0));
    }

    @FunctionalInterface
    private interface Asked {
        @Nullable Object answer() throws Exception;
    }

    private void line(String question, Asked asked) {
        // pgjdbc shows bytes that way in text, and others their identity in messages.
        String stable = IDENTITY.matcher(told(asked)).replaceAll("@…");
        lines.add(question + " = " + stable);
    }

    private static String told(Asked asked) {
        try {
            return shown(asked.answer());
        } catch (InvocationTargetException e) {
            return thrown(e.getCause());
        } catch (Exception e) {
            return thrown(e);
        }
    }

    private static String thrown(Throwable thrown) {
        String state = thrown instanceof SQLException sql ? sql.getSQLState() + " " + sql.getErrorCode() : "";
        return thrown.getClass().getName() + " " + state + " " + thrown.getMessage();
    }

    private static String shown(@Nullable Object value) throws SQLException, IOException {
        if (value == null) {
            return "null";
        }
        String type = value.getClass().getName() + " ";
        if (value instanceof byte[] bytes) {
            return type + HexFormat.of().formatHex(bytes);
        }
        if (value.getClass().isArray()) {
            StringBuilder all = new StringBuilder(type);
            for (int i = 0; i < Array.getLength(value); i++) {
                all.append(shown(Array.get(value, i))).append(',');
            }
            return all.toString();
        }
        return type + content(value);
    }

    private static String content(Object value) throws SQLException, IOException {
        if (value instanceof InputStream in) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
        if (value instanceof Reader reader) {
            StringBuilder all = new StringBuilder();
            for (int next = reader.read(); next >= 0; next = reader.read()) {
                all.append((char) next);
            }
            return all.toString();
        }
        if (value instanceof java.sql.Array array) {
            return array.getBaseTypeName() + " " + told(array::getArray);
        }
        if (value instanceof SQLXML xml) {
            return told(xml::getString);
        }
        if (value instanceof Blob || value instanceof Clob) {
            return large(value);
        }
        if (value instanceof Calendar calendar) {
            return calendar.getTimeInMillis() + " " + calendar.getTimeZone().getID();
        }
        return value.toString();
    }

    /** Where these are in the result itself; pgjdbc's are at the server, and its class is all to be seen. */
    private static String large(Object value) {
        if (value.getClass().getName().startsWith("org.postgresql.")) {
            return "";
        }
        return value instanceof Blob blob
                ? told(() -> blob.getBytes(1, (int) blob.length()))
                : told(() -> ((Clob) value).getSubString(1, (int) ((Clob) value).length()));
    }

    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }
}

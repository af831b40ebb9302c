package dev.covet.conformance;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Calendar;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/** The kinds of literals in a program and how a value is made of their text. */
final class Literals {
    private static final Map<String, Kind> KINDS = kinds();

    private record Kind(Class<?> type, Function<String, Object> maker) {}

    private Literals() {}

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new HashMap<>();
        scalars(kinds);
        times(kinds);
        kinds.put("bytes", new Kind(byte[].class, Literals::bytes));
        kinds.put("stream", new Kind(InputStream.class, text -> new ByteArrayInputStream(bytes(text))));
        kinds.put(
                "ascii",
                new Kind(
                        InputStream.class,
                        text -> new ByteArrayInputStream(repeated(text).getBytes(StandardCharsets.US_ASCII))));
        kinds.put("reader", new Kind(Reader.class, text -> new StringReader(repeated(text))));
        kinds.put("class", new Kind(Class.class, Literals::classNamed));
        kinds.put(
                "ints",
                new Kind(
                        int[].class,
                        text -> list(text).mapToInt(Integer::parseInt).toArray()));
        kinds.put("strings", new Kind(String[].class, text -> list(text).toArray(String[]::new)));
        kinds.put(
                "integers",
                new Kind(
                        Object[].class, text -> list(text).map(Integer::valueOf).toArray(Object[]::new)));
        kinds.put("map", new Kind(Map.class, text -> new HashMap<String, Class<?>>()));
        kinds.put("type", new Kind(SQLType.class, JDBCType::valueOf));
        kinds.put("executor", new Kind(Executor.class, text -> (Executor) Runnable::run));
        kinds.put("properties", new Kind(Properties.class, Literals::properties));
        return kinds;
    }

    private static void scalars(Map<String, Kind> kinds) {
        kinds.put("int", new Kind(Integer.class, Integer::valueOf));
        kinds.put("long", new Kind(Long.class, Long::valueOf));
        kinds.put("short", new Kind(Short.class, Short::valueOf));
        kinds.put("byte", new Kind(Byte.class, Byte::valueOf));
        kinds.put("float", new Kind(Float.class, Float::valueOf));
        kinds.put("double", new Kind(Double.class, Double::valueOf));
        kinds.put("boolean", new Kind(Boolean.class, Boolean::valueOf));
        kinds.put("string", new Kind(String.class, text -> text));
        kinds.put("longString", new Kind(String.class, Literals::repeated));
        kinds.put("decimal", new Kind(BigDecimal.class, BigDecimal::new));
        kinds.put("bigInteger", new Kind(BigInteger.class, BigInteger::new));
        kinds.put("xid", new Kind(Xid.class, BranchId::parse));
        kinds.put("uuid", new Kind(UUID.class, UUID::fromString));
        kinds.put("url", new Kind(URL.class, Literals::url));
    }

    private static void times(Map<String, Kind> kinds) {
        kinds.put("date", new Kind(Date.class, Date::valueOf));
        kinds.put("time", new Kind(Time.class, Time::valueOf));
        kinds.put("timestamp", new Kind(Timestamp.class, Timestamp::valueOf));
        kinds.put("localDate", new Kind(LocalDate.class, LocalDate::parse));
        kinds.put("localTime", new Kind(LocalTime.class, LocalTime::parse));
        kinds.put("localDateTime", new Kind(LocalDateTime.class, LocalDateTime::parse));
        kinds.put("offsetDateTime", new Kind(OffsetDateTime.class, OffsetDateTime::parse));
        kinds.put("offsetTime", new Kind(OffsetTime.class, OffsetTime::parse));
        kinds.put(
                "calendar",
                new Kind(Calendar.class, text -> Calendar.getInstance(TimeZone.getTimeZone(text), Locale.ROOT)));
    }

    static @Nullable Object make(String kind, String content) {
        return kind.equals("null") ? null : kind(kind).maker().apply(content);
    }

    static Class<?> type(String kind, String content) {
        return kind.equals("null") ? classNamed(content) : kind(kind).type();
    }

    private static Kind kind(String name) {
        Kind kind = KINDS.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("There is no literal " + name + "; there are " + KINDS.keySet() + ".");
        }
        return kind;
    }

    /** {@code ab*3} is ababab. */
    private static String repeated(String text) {
        int star = text.lastIndexOf('*');
        return star < 0 ? text : text.substring(0, star).repeat(Integer.parseInt(text.substring(star + 1)));
    }

    private static byte[] bytes(String text) {
        return HexFormat.of().parseHex(repeated(text));
    }

    private static Stream<String> list(String text) {
        return text.isEmpty() ? Stream.of() : Stream.of(text.split(",", -1));
    }

    private static Class<?> classNamed(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("There is no class " + name + ".", e);
        }
    }

    private static URL url(String text) {
        try {
            return URI.create(text).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Properties properties(String text) {
        Properties properties = new Properties();
        list(text).forEach(entry -> {
            String[] pair = entry.split("=", 2);
            properties.setProperty(pair[0], pair.length > 1 ? pair[1] : "");
        });
        return properties;
    }
}

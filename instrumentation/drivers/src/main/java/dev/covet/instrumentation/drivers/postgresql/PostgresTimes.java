package dev.covet.instrumentation.drivers.postgresql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;
import org.postgresql.util.ByteConverter;

/** Dates and times in PostgreSQL's two formats. Both count from the year 2000. */
final class PostgresTimes {
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final OffsetDateTime FIRST_INSTANT = FIRST_DAY.atStartOfDay().atOffset(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME_WITH_ZONE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendOffset("+HH:mm:ss", "+00")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter WITH_ZONE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(TIME_WITH_ZONE)
            .toFormatter(Locale.ROOT);

    private PostgresTimes() {}

    /** Throws a {@link java.time.DateTimeException} on what it does not read, years before Christ for example. */
    static boolean same(int type, byte[] binary, String text) {
        return switch (type) {
            case Oid.DATE -> ByteConverter.int4(binary, 0) == day(text);
            case Oid.TIME -> ByteConverter.int8(binary, 0) == micros(LocalTime.parse(text));
            case Oid.TIMETZ -> sameZoned(binary, OffsetTime.parse(text, TIME_WITH_ZONE));
            case Oid.TIMESTAMP -> ByteConverter.int8(binary, 0) == timestamp(text);
            default -> ByteConverter.int8(binary, 0) == instant(text);
        };
    }

    /** Null of infinity, and of what is written otherwise than in ISO's way. */
    static @Nullable LocalDate date(byte[] value, boolean binary) {
        if (binary) {
            int day = ByteConverter.int4(value, 0);
            return day == Integer.MAX_VALUE || day == Integer.MIN_VALUE ? null : FIRST_DAY.plusDays(day);
        }
        try {
            return LocalDate.parse(new String(value, US_ASCII));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static long day(String text) {
        return switch (text) {
            case "infinity" -> Integer.MAX_VALUE;
            case "-infinity" -> Integer.MIN_VALUE;
            default -> ChronoUnit.DAYS.between(FIRST_DAY, LocalDate.parse(text));
        };
    }

    private static long micros(LocalTime time) {
        return time.toNanoOfDay() / 1_000;
    }

    /** The server counts offsets to the west. */
    private static boolean sameZoned(byte[] binary, OffsetTime time) {
        return ByteConverter.int8(binary, 0) == micros(time.toLocalTime())
                && ByteConverter.int4(binary, 8) == -time.getOffset().getTotalSeconds();
    }

    private static long timestamp(String text) {
        return switch (text) {
            case "infinity" -> Long.MAX_VALUE;
            case "-infinity" -> Long.MIN_VALUE;
            default -> micros(LocalDateTime.parse(text.replace(' ', 'T')).atOffset(ZoneOffset.UTC));
        };
    }

    private static long instant(String text) {
        return switch (text) {
            case "infinity" -> Long.MAX_VALUE;
            case "-infinity" -> Long.MIN_VALUE;
            default -> micros(OffsetDateTime.parse(text, WITH_ZONE));
        };
    }

    private static long micros(OffsetDateTime instant) {
        return ChronoUnit.MICROS.between(FIRST_INSTANT, instant);
    }
}

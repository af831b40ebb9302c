package dev.covet.optimizer.features.cache.warm;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bound values as bytes: each has its kind before it. */
final class HotValues {
    private HotValues() {}

    /** False if it is of a kind that is not written. */
    static boolean write(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeByte('0');
        } else if (value instanceof Long number) {
            kind(out, 'l').writeLong(number);
        } else if (value instanceof Integer number) {
            kind(out, 'i').writeInt(number);
        } else if (value instanceof Short number) {
            kind(out, 's').writeShort(number);
        } else if (value instanceof Boolean truth) {
            kind(out, 'b').writeBoolean(truth);
        } else if (value instanceof String text) {
            HotCodec.text(kind(out, 't'), text);
        } else if (value instanceof UUID id) {
            pair(kind(out, 'u'), id.getMostSignificantBits(), id.getLeastSignificantBits());
        } else if (value instanceof BigDecimal decimal) {
            kind(out, 'n').writeInt(decimal.scale());
            HotCodec.text(out, decimal.unscaledValue().toString());
        } else {
            return writeTime(out, value);
        }
        return true;
    }

    private static boolean writeTime(DataOutputStream out, Object value) throws IOException {
        if (value instanceof LocalDate date) {
            kind(out, 'd').writeLong(date.toEpochDay());
        } else if (value instanceof LocalDateTime time) {
            local(kind(out, 'c'), time);
        } else if (value instanceof OffsetDateTime time) {
            local(kind(out, 'o'), time.toLocalDateTime());
            out.writeInt(time.getOffset().getTotalSeconds());
        } else if (value instanceof Instant instant) {
            pair(kind(out, 'm'), instant.getEpochSecond(), instant.getNano());
        } else if (value instanceof Timestamp time) {
            pair(kind(out, 'T'), time.getTime(), time.getNanos());
        } else if (value instanceof Date date) {
            kind(out, 'D').writeLong(date.getTime());
        } else {
            return false;
        }
        return true;
    }

    private static DataOutputStream kind(DataOutputStream out, char kind) throws IOException {
        out.writeByte(kind);
        return out;
    }

    private static void pair(DataOutputStream out, long one, long other) throws IOException {
        out.writeLong(one);
        out.writeLong(other);
    }

    private static void local(DataOutputStream out, LocalDateTime time) throws IOException {
        pair(out, time.toLocalDate().toEpochDay(), time.toLocalTime().toNanoOfDay());
    }

    static @Nullable Object read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        try {
            return read(kind, in);
        } catch (DateTimeException | NumberFormatException wrong) {
            throw new IOException("a value is none", wrong);
        }
    }

    private static @Nullable Object read(int kind, DataInputStream in) throws IOException {
        return switch (kind) {
            case '0' -> null;
            case 'l' -> in.readLong();
            case 'i' -> in.readInt();
            case 's' -> in.readShort();
            case 'b' -> in.readBoolean();
            case 't' -> HotCodec.text(in);
            case 'u' -> new UUID(in.readLong(), in.readLong());
            case 'n' -> decimal(in.readInt(), HotCodec.text(in));
            case 'd' -> LocalDate.ofEpochDay(in.readLong());
            case 'c' -> local(in);
            case 'o' -> OffsetDateTime.of(local(in), ZoneOffset.ofTotalSeconds(in.readInt()));
            case 'm' -> Instant.ofEpochSecond(in.readLong(), in.readLong());
            case 'T' -> timestamp(in.readLong(), in.readLong());
            case 'D' -> new Date(in.readLong());
            default -> throw new IOException("a value is of a kind that is not known");
        };
    }

    private static BigDecimal decimal(int scale, String unscaled) {
        return new BigDecimal(new BigInteger(unscaled), scale);
    }

    private static LocalDateTime local(DataInputStream in) throws IOException {
        return LocalDateTime.of(LocalDate.ofEpochDay(in.readLong()), LocalTime.ofNanoOfDay(in.readLong()));
    }

    private static Timestamp timestamp(long millis, long nanos) throws IOException {
        if (nanos < 0 || nanos > 999_999_999) {
            throw new IOException("a value is none");
        }
        Timestamp time = new Timestamp(millis);
        time.setNanos((int) nanos);
        return time;
    }
}

package dev.covet.optimizer.features.cache.shared;

import dev.covet.optimizer.engine.BoundArray;
import dev.covet.optimizer.engine.BoundKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes all that decides which answer is wanted as bytes that no two different wishes share: each part has its length or its kind
 * before it. Texts are written by their characters, as not all of them can be written in UTF-8.
 */
public final class KeyWriter {
    /** Changes whenever something is written otherwise, or means something else. */
    private static final String FORM = "covet shared answers 4";

    /** Seconds from 1970 up to which the rules of zones are compared. */
    private static final long FARTHEST = TimeUnit.DAYS.toSeconds(1_000_000);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private boolean known = true;

    public KeyWriter() {
        text(FORM);
    }

    /** The key of all that was written; null if something of it cannot be compared with another JVM's. */
    public @Nullable SharedKey key() {
        return known ? SharedKey.of(bytes.toByteArray()) : null;
    }

    public KeyWriter text(String text) {
        return write(() -> {
            out.writeByte('T');
            out.writeInt(text.length());
            out.writeChars(text);
        });
    }

    public KeyWriter number(long number) {
        return write(() -> {
            out.writeByte('N');
            out.writeLong(number);
        });
    }

    /** The values with the way in which each was bound. */
    public KeyWriter values(BoundKey values) {
        number(values.count());
        for (int position = 1; position <= values.count(); position++) {
            text(values.parameters().setter(position).name());
            number(values.parameters().type(position));
            value(values.value(position), values.zone());
        }
        return this;
    }

    private void value(@Nullable Object value, @Nullable TimeZone zone) {
        if (value == null) {
            text("null");
            return;
        }
        text(value.getClass().getName());
        if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            number(((Number) value).longValue());
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Boolean truth) {
            number(truth ? 1 : 0);
        } else if (value instanceof UUID id) {
            number(id.getMostSignificantBits()).number(id.getLeastSignificantBits());
        } else if (value instanceof BigDecimal decimal) {
            number(decimal.scale()).text(decimal.unscaledValue().toString());
        } else if (value instanceof BoundArray array) {
            text(array.type());
            value(array.element(), zone);
        } else {
            time(value, zone);
        }
    }

    private void time(Object value, @Nullable TimeZone zone) {
        if (value instanceof LocalDate date) {
            number(date.toEpochDay());
        } else if (value instanceof LocalDateTime time) {
            number(time.toLocalDate().toEpochDay()).number(time.toLocalTime().toNanoOfDay());
        } else if (value instanceof OffsetDateTime time && zone != null) {
            number(time.getOffset().getTotalSeconds()).instant(time.toInstant(), zone);
        } else if (value instanceof Instant instant && zone != null) {
            instant(instant, zone);
        } else if (value instanceof Timestamp timestamp && zone != null) {
            number(timestamp.getTime()).number(timestamp.getNanos()).zone(zone, timestamp.getTime());
        } else if (value instanceof Date date && zone != null) {
            number(date.getTime()).zone(zone, date.getTime());
        } else {
            known = false;
        }
    }

    /** Drivers of MariaDB and MySQL write it in the zone of the JVM. */
    private void instant(Instant instant, TimeZone zone) {
        long seconds = instant.getEpochSecond();
        long known = Math.max(-FARTHEST, Math.min(FARTHEST, seconds));
        number(seconds).number(instant.getNano()).zone(zone, TimeUnit.SECONDS.toMillis(known));
    }

    /** Two JVMs may know different rules of the same zone. */
    private void zone(TimeZone zone, long millis) {
        text(zone.getID()).number(zone.getOffset(millis));
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private KeyWriter write(Writing part) {
        try {
            part.run();
            return this;
        } catch (IOException never) {
            throw new IllegalStateException(never);
        }
    }
}

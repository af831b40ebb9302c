package dev.covet.optimizer.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link RowCodec} writes: a byte for the driver and one for the form, then whatever the codec has to say, then a checksum of
 * all. Numbers have their high byte first; a cell has its length before it, -1 for null. {@link RowsInput} reads it.
 */
public final class RowsOutput {
    private static final int NULL_VALUE = -1;
    private static final int LARGEST = 1 << 30;
    private static final int LARGEST_BEGINNING = 1 << 20;
    private static final int ROOM = 1024;

    private final int most;
    private ByteBuffer bytes;
    private boolean tooLarge;

    /**
     * One that begins with these two.
     *
     * @param expected about as many bytes as there will be
     */
    public RowsOutput(byte driver, byte form, long expected) {
        this(driver, form, expected, LARGEST);
    }

    RowsOutput(byte driver, byte form, long expected, int most) {
        this.most = most;
        this.tooLarge = expected > most;
        this.bytes = ByteBuffer.allocate(tooLarge ? 0 : (int) Math.min(LARGEST_BEGINNING, expected + ROOM));
        octet(driver).octet(form);
    }

    public RowsOutput octet(int value) {
        if (fits(1)) {
            bytes.put((byte) value);
        }
        return this;
    }

    public RowsOutput flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    public RowsOutput integer(int value) {
        if (fits(Integer.BYTES)) {
            bytes.putInt(value);
        }
        return this;
    }

    public RowsOutput number(long value) {
        if (fits(Long.BYTES)) {
            bytes.putLong(value);
        }
        return this;
    }

    public RowsOutput cell(byte @Nullable [] value) {
        integer(value == null ? NULL_VALUE : value.length);
        if (value != null && fits(value.length)) {
            bytes.put(value);
        }
        return this;
    }

    public RowsOutput text(@Nullable String value) {
        return cell(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /** All of it; null if that is more than anybody keeps. */
    public byte @Nullable [] end() {
        integer(sum(bytes.array(), bytes.position()));
        return tooLarge ? null : Arrays.copyOf(bytes.array(), bytes.position());
    }

    static int sum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    private boolean fits(int more) {
        tooLarge |= more > most - bytes.position();
        if (!tooLarge && more > bytes.remaining()) {
            long doubled = Math.max(2L * bytes.capacity(), (long) bytes.position() + more);
            bytes = ByteBuffer.allocate((int) Math.min(most, doubled)).put(bytes.flip());
        }
        return !tooLarge;
    }
}

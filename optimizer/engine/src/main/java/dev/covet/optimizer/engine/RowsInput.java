package dev.covet.optimizer.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link RowsOutput} has written. Where something else stands, each method throws an exception that {@link #read} knows. */
public final class RowsInput {
    private static final int NULL_VALUE = -1;
    private static final int HEAD = 2;

    private final ByteBuffer bytes;

    private RowsInput(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Null if the bytes are of another driver or form, have changed, or are not exactly what is read of them. Never throws. */
    public static @Nullable Rows read(byte[] bytes, byte driver, byte form, Function<RowsInput, Rows> reading) {
        int end = bytes.length - Integer.BYTES;
        if (end < HEAD
                || bytes[0] != driver
                || bytes[1] != form
                || ByteBuffer.wrap(bytes).getInt(end) != RowsOutput.sum(bytes, end)) {
            return null;
        }
        try {
            ByteBuffer content = ByteBuffer.wrap(bytes, HEAD, end - HEAD);
            Rows rows = reading.apply(new RowsInput(content));
            return content.hasRemaining() ? null : rows;
        } catch (RuntimeException foreign) {
            // The checksum was right and the rest is not: drivers, which are asked too, may throw anything then.
            return null;
        }
    }

    public int octet() {
        return bytes.get();
    }

    public boolean flag() {
        int value = octet();
        require(value == 0 || value == 1);
        return value == 1;
    }

    public int integer() {
        return bytes.getInt();
    }

    public long number() {
        return bytes.getLong();
    }

    /** How many follow that take so many bytes each at least: never more than there can be. */
    public int count(int least) {
        int count = integer();
        require(count >= 0 && count <= bytes.remaining() / least);
        return count;
    }

    public byte @Nullable [] cell() {
        int length = integer();
        return length == NULL_VALUE ? null : content(length);
    }

    /** A cell that is not null. */
    public byte[] content() {
        return content(integer());
    }

    private byte[] content(int length) {
        require(length >= 0 && length <= bytes.remaining());
        byte[] content = new byte[length];
        bytes.get(content);
        return content;
    }

    public @Nullable String textOrNull() {
        byte[] cell = cell();
        return cell == null ? null : new String(cell, StandardCharsets.UTF_8);
    }

    public String text() {
        return new String(content(), StandardCharsets.UTF_8);
    }

    /** What has to be so if the bytes are right. */
    public static void require(boolean right) {
        if (!right) {
            throw new IllegalArgumentException("not what was written");
        }
    }
}

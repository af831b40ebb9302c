package dev.covet.instrumentation.drivers.mariadb;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.mariadb.jdbc.client.ColumnDecoder;
import org.mariadb.jdbc.client.ReadableByteBuf;

/**
 * Makes a column of what the server has said of it, without a connection. A connection knows whether its server tells more of types
 * than MySQL does; here the description tells by its length.
 */
final class DefinitionInternals {
    private static final MethodType DECODING = MethodType.methodType(ColumnDecoder.class, ReadableByteBuf.class);
    private static final int TEXTS = 6;

    /** A length, the character set, how long values are, type, flags, decimals and two bytes that mean nothing. */
    private static final int NUMBERS = 13;

    private static final int LONGEST_TYPE = 250;

    private final ColumnInternals buffers = new ColumnInternals();
    private final MethodHandle standard;
    private final MethodHandle extended;

    DefinitionInternals() throws ReflectiveOperationException {
        standard = decoding(false);
        extended = decoding(true);
    }

    /** Two methods from 3.2 on, one before. */
    private static MethodHandle decoding(boolean extended) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            return lookup.findStatic(ColumnDecoder.class, extended ? "decode" : "decodeStd", DECODING);
        } catch (NoSuchMethodException older) {
            MethodType type = DECODING.appendParameterTypes(boolean.class);
            return MethodHandles.insertArguments(lookup.findStatic(ColumnDecoder.class, "decode", type), 1, extended);
        }
    }

    /** Whether it is as a server describes a column of a result, and nothing else. */
    static boolean isWhole(byte[] definition) {
        try {
            int end = definition.length - NUMBERS;
            int start = afterTexts(definition);
            return start == end || (start < end && isExtension(definition, start, end));
        } catch (IndexOutOfBoundsException otherwise) {
            return false;
        }
    }

    private static int afterTexts(byte[] definition) {
        int position = 0;
        for (int i = 0; i < TEXTS; i++) {
            position = RowReader.afterText(definition, position);
        }
        return position;
    }

    /** Its length, then short texts with a byte before each that tells which it is. */
    private static boolean isExtension(byte[] definition, int start, int end) {
        if (RowReader.afterText(definition, start) != end) {
            return false;
        }
        int position = RowReader.content(definition, start);
        while (position < end - 1) {
            int length = definition[position + 1] & 0xFF;
            position += length > LONGEST_TYPE ? definition.length : 2 + length;
        }
        return position == end;
    }

    /** The column of a description that is whole. */
    ColumnDecoder column(byte[] definition) {
        boolean standardOnly = afterTexts(definition) == definition.length - NUMBERS;
        ReadableByteBuf buffer = buffers.buffer(definition);
        try {
            return standardOnly
                    ? (ColumnDecoder) standard.invokeExact(buffer)
                    : (ColumnDecoder) extended.invokeExact(buffer);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}

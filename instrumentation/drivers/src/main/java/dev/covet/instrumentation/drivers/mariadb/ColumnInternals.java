package dev.covet.instrumentation.drivers.mariadb;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.client.Column;
import org.mariadb.jdbc.client.ColumnDecoder;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.ReadableByteBuf;
import org.mariadb.jdbc.message.server.ColumnDefinitionPacket;

/** How this driver reads the description of a column from what the server has sent, in its several versions. */
final class ColumnInternals {
    private final VarHandle packet;
    private final MethodHandle bytes;
    private final MethodHandle buffer;

    /** The context knows what to decode with, from 3.2 on. */
    private final @Nullable MethodHandle decoding;

    private final @Nullable MethodHandle oldDecode;
    private final @Nullable MethodHandle extended;

    ColumnInternals() throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        packet = MethodHandles.privateLookupIn(ColumnDefinitionPacket.class, lookup)
                .findVarHandle(ColumnDefinitionPacket.class, "buf", ReadableByteBuf.class);
        bytes = lookup.findVirtual(ReadableByteBuf.class, "buf", MethodType.methodType(byte[].class));
        Class<?> buffers = ReadableByteBuf.class.isInterface()
                ? Class.forName(
                        "org.mariadb.jdbc.client.impl.StandardReadableByteBuf",
                        false,
                        ReadableByteBuf.class.getClassLoader())
                : ReadableByteBuf.class;
        buffer = lookup.findConstructor(buffers, MethodType.methodType(void.class, byte[].class))
                .asType(MethodType.methodType(ReadableByteBuf.class, byte[].class));
        boolean old = !hasDecoding();
        decoding = old
                ? null
                : lookup.findVirtual(Context.class, "getColumnDecoderFunction", MethodType.methodType(Function.class));
        oldDecode = old
                ? lookup.findStatic(
                        ColumnDecoder.class,
                        "decode",
                        MethodType.methodType(ColumnDecoder.class, ReadableByteBuf.class, boolean.class))
                : null;
        extended =
                old ? lookup.findVirtual(Context.class, "isExtendedInfo", MethodType.methodType(boolean.class)) : null;
    }

    private static boolean hasDecoding() {
        try {
            return Context.class.getMethod("getColumnDecoderFunction") != null;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** What the server has said of a column; null of one that the driver has made up. */
    byte @Nullable [] definition(Column column) {
        if (!(column instanceof ColumnDefinitionPacket described)) {
            return null;
        }
        try {
            return (byte[]) bytes.invokeExact((ReadableByteBuf) packet.get(described));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    ReadableByteBuf buffer(byte[] content) {
        try {
            return (ReadableByteBuf) buffer.invokeExact(content);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** The driver's object for a column as it would make it on reading. It has a position, so it is not shared. */
    @SuppressWarnings("unchecked")
    ColumnDecoder decode(byte[] definition, Context context) {
        try {
            if (decoding != null) {
                Function<ReadableByteBuf, ColumnDecoder> function =
                        (Function<ReadableByteBuf, ColumnDecoder>) (Function<?, ?>) decoding.invokeExact(context);
                return function.apply(buffer(definition));
            }
            if (oldDecode == null || extended == null) {
                throw new IllegalStateException("no way to decode a column");
            }
            return (ColumnDecoder) oldDecode.invokeExact(buffer(definition), (boolean) extended.invokeExact(context));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
    }
}

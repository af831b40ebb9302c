package dev.covet.optimizer.features.cache.warm;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Setter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Queries as bytes, with a sum at their end. */
final class HotCodec {
    private static final int LONGEST = 1 << 20;
    private static final int SUM = Long.BYTES;

    private HotCodec() {}

    /** Those whose values can be written, until the bytes are as many as allowed. */
    static byte[] written(List<Heat.Hot> all, int mostBytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Heat.Hot hot : all) {
            byte @Nullable [] one = written(hot);
            if (one != null && bytes.size() + one.length + SUM <= mostBytes) {
                bytes.writeBytes(one);
            }
        }
        byte[] content = bytes.toByteArray();
        bytes.writeBytes(java.nio.ByteBuffer.allocate(SUM)
                .putLong(sum(content, content.length))
                .array());
        return bytes.toByteArray();
    }

    private static byte @Nullable [] written(Heat.Hot hot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        HotQuery query = hot.query();
        try {
            text(out, query.place());
            text(out, query.sql());
            out.writeBoolean(query.prepared());
            out.writeBoolean(query.binary());
            out.writeInt(query.mostRows());
            out.writeLong(hot.savedNanos());
            out.writeInt(query.values().count());
            for (int position = 1; position <= query.values().count(); position++) {
                text(out, query.values().parameters().setter(position).name());
                out.writeInt(query.values().parameters().type(position));
                if (!HotValues.write(out, query.values().value(position))) {
                    return null;
                }
            }
        } catch (IOException never) {
            throw new IllegalStateException(never);
        }
        return bytes.toByteArray();
    }

    /**
     * All of them.
     *
     * @throws IOException if it is anything else than what was written
     */
    static List<Heat.Hot> read(byte[] bytes, int most) throws IOException {
        int length = bytes.length - SUM;
        if (length < 0 || java.nio.ByteBuffer.wrap(bytes, length, SUM).getLong() != sum(bytes, length)) {
            throw new IOException("its sum is wrong");
        }
        ByteArrayInputStream left = new ByteArrayInputStream(bytes, 0, length);
        DataInputStream in = new DataInputStream(left);
        List<Heat.Hot> all = new ArrayList<>();
        while (left.available() > 0) {
            if (all.size() >= most) {
                throw new IOException("it has too many queries");
            }
            all.add(read(in));
        }
        return all;
    }

    private static Heat.Hot read(DataInputStream in) throws IOException {
        String place = text(in);
        String sql = text(in);
        boolean prepared = in.readBoolean();
        boolean binary = in.readBoolean();
        int mostRows = in.readInt();
        long saved = in.readLong();
        int count = in.readInt();
        Parameters parameters = new Parameters();
        for (int position = 1; position <= count; position++) {
            Setter setter = setter(text(in));
            int type = in.readInt();
            parameters.set(position, HotValues.read(in), setter, type);
        }
        BoundKey values = BoundKey.of(parameters, count);
        if (values == null) {
            throw new IOException("its values cannot be bound");
        }
        return new Heat.Hot(new HotQuery(place, sql, values, prepared, binary, mostRows), saved);
    }

    private static Setter setter(String name) throws IOException {
        try {
            return Setter.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new IOException("a value was bound in a way that is not known", unknown);
        }
    }

    /** By its characters: not all texts can be written in UTF-8. */
    static void text(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST || 2L * length > in.available()) {
            throw new IOException("a text is longer than what is left");
        }
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = in.readChar();
        }
        return new String(text);
    }

    private static long sum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }
}

package dev.covet.optimizer.features.cache.shared;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What is stored under a name: a mark, the second digest of the key, the position up to which the rows show everything, what the
 * database took, the rows, and a checksum of all. With keys everything after the mark is encrypted.
 */
final class Envelope {
    private static final byte[] PLAIN = {'c', 'v', 1, 0};
    private static final byte[] SEALED = {'c', 'v', 1, 1};
    private static final int MARK = PLAIN.length;
    private static final int DIGEST = 32;
    private static final int LEAST = DIGEST + 2 * Long.BYTES + Integer.BYTES;

    private Envelope() {}

    /**
     * The rows and what is said of them.
     *
     * @param shown the position up to which they show everything
     * @param nanos that the database took
     */
    record Content(long shown, long nanos, ByteBuffer rows) {}

    static byte[] written(SharedKey key, Content content, Sealing sealing) {
        ByteBuffer body = ByteBuffer.allocate(LEAST + content.rows().remaining());
        body.put(key.digest())
                .putLong(content.shown())
                .putLong(content.nanos())
                .put(content.rows().duplicate());
        body.putInt(sum(body.array(), body.position()));
        byte[] inside =
                sealing.isPlain() ? body.array() : sealing.sealed(body.array(), RedisConnection.bytes(key.name()));
        byte[] all = Arrays.copyOf(sealing.isPlain() ? PLAIN : SEALED, MARK + inside.length);
        System.arraycopy(inside, 0, all, MARK, inside.length);
        return all;
    }

    /** Null if it is not exactly what was written for this key. */
    static @Nullable Content read(SharedKey key, byte[] all, Sealing sealing) {
        byte[] mark = sealing.isPlain() ? PLAIN : SEALED;
        if (all.length < MARK || !Arrays.equals(mark, 0, MARK, all, 0, MARK)) {
            return null;
        }
        byte[] inside = Arrays.copyOfRange(all, MARK, all.length);
        byte[] body = sealing.isPlain() ? inside : sealing.opened(inside, RedisConnection.bytes(key.name()));
        if (body == null || body.length < LEAST) {
            return null;
        }
        int end = body.length - Integer.BYTES;
        ByteBuffer in = ByteBuffer.wrap(body);
        if (in.getInt(end) != sum(body, end) || !Arrays.equals(key.digest(), 0, DIGEST, body, 0, DIGEST)) {
            return null;
        }
        long shown = in.getLong(DIGEST);
        long nanos = in.getLong(DIGEST + Long.BYTES);
        return new Content(shown, nanos, ByteBuffer.wrap(Arrays.copyOfRange(body, DIGEST + 2 * Long.BYTES, end)));
    }

    private static int sum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }
}

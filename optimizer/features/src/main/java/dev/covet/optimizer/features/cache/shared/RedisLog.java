package dev.covet.optimizer.features.cache.shared;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Streams of a Redis from version 5 on. The number of an entry is its ID in the stream, which the server does not take twice, and
 * stands within what is sealed, as does the name of the log.
 */
final class RedisLog implements SharedLog.Session {
    private static final long WAITING = TimeUnit.SECONDS.toNanos(1);
    private static final int LARGEST = 16 << 20;
    private static final String KEPT = "4096";
    private static final String AT_ONCE = "256";
    private static final String FIELD = "e";
    private static final byte PLAIN = 0;
    private static final byte SEALED = 1;

    private final RedisConnection connection;
    private final Sealing sealing;

    private RedisLog(RedisConnection connection, Sealing sealing) {
        this.connection = connection;
        this.sealing = sealing;
    }

    static SharedLog.Session open(RedisAddress address, Sealing sealing, Supplier<SSLSocketFactory> encrypting)
            throws IOException {
        try {
            return new RedisLog(RedisConnection.open(address, encrypting.get(), WAITING, LARGEST), sealing);
        } catch (RedisErrorException error) {
            throw shown(error);
        }
    }

    @Override
    public @Nullable String read(String mark) throws IOException {
        byte[] found = call(0, "GET", mark);
        return found == null ? null : text(found);
    }

    @Override
    public boolean claim(String mark, String value, long millis) throws IOException {
        return call(0, "SET", mark, value, "NX", "PX", String.valueOf(millis)) != null;
    }

    @Override
    public void write(String mark, String value, long millis) throws IOException {
        call(0, "SET", mark, value, "PX", String.valueOf(millis));
    }

    @Override
    public void extend(String name, long millis) throws IOException {
        call(0, "PEXPIRE", name, String.valueOf(millis));
    }

    @Override
    public void delete(String mark) throws IOException {
        call(0, "DEL", mark);
    }

    @Override
    public void append(String log, SharedLog.Entry entry) throws IOException {
        byte[][] command = bytes("XADD", log, "MAXLEN", "~", KEPT, entry.number() + "-0", FIELD, "");
        command[command.length - 1] = written(log, entry);
        try {
            connection.call(WAITING, command);
        } catch (RedisErrorException error) {
            throw shown(error);
        }
    }

    @Override
    public long last(String log) throws IOException {
        List<byte[]> found = list(0, "XREVRANGE", log, "+", "-", "COUNT", "1");
        return found.isEmpty() ? 0 : number(found.get(0));
    }

    @Override
    public List<SharedLog.Entry> after(String log, long number, long millis) throws IOException {
        String wait = String.valueOf(Math.max(1, millis));
        List<byte[]> found = list(millis, "XREAD", "COUNT", AT_ONCE, "BLOCK", wait, "STREAMS", log, number + "-0");
        List<SharedLog.Entry> entries = new ArrayList<>();
        // The name of the log, then of each entry its ID, the name of its only field, and that.
        for (int i = 1; i < found.size(); i += 3) {
            if (i + 2 >= found.size() || !text(found.get(i + 1)).equals(FIELD)) {
                throw new UnreadableEntryException("An entry of the log has another form.");
            }
            long its = number(found.get(i));
            entries.add(new SharedLog.Entry(its, content(log, its, found.get(i + 2))));
        }
        return entries;
    }

    private static long number(byte[] id) throws IOException {
        String text = text(id);
        try {
            return Long.parseLong(text, 0, Math.max(0, text.indexOf('-')), 10);
        } catch (NumberFormatException wrong) {
            throw new UnreadableEntryException("An entry of the log has another form.");
        }
    }

    private static byte[] place(String log, long number) {
        return RedisConnection.bytes(log + ' ' + number);
    }

    private byte[] written(String log, SharedLog.Entry entry) {
        byte[] content = entry.content();
        byte[] place = place(log, entry.number());
        byte[] inside = sealing.isPlain()
                ? ByteBuffer.allocate(content.length + Integer.BYTES)
                        .put(content)
                        .putInt(sum(place, content, content.length))
                        .array()
                : sealing.sealed(content, place);
        byte[] all = new byte[inside.length + 1];
        all[0] = sealing.isPlain() ? PLAIN : SEALED;
        System.arraycopy(inside, 0, all, 1, inside.length);
        return all;
    }

    private byte[] content(String log, long number, byte[] all) throws UnreadableEntryException {
        byte[] content = all.length > 0 && all[0] == (sealing.isPlain() ? PLAIN : SEALED)
                ? opened(place(log, number), Arrays.copyOfRange(all, 1, all.length))
                : null;
        if (content == null) {
            throw new UnreadableEntryException("An entry of the log was not written with covet.cache.shared.key.");
        }
        return content;
    }

    private byte @Nullable [] opened(byte[] place, byte[] inside) {
        if (!sealing.isPlain()) {
            return sealing.opened(inside, place);
        }
        int length = inside.length - Integer.BYTES;
        return length >= 0 && ByteBuffer.wrap(inside).getInt(length) == sum(place, inside, length)
                ? Arrays.copyOf(inside, length)
                : null;
    }

    private static int sum(byte[] place, byte[] content, int length) {
        CRC32C sum = new CRC32C();
        sum.update(place, 0, place.length);
        sum.update(content, 0, length);
        return (int) sum.getValue();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[][] bytes(String... command) {
        return Arrays.stream(command).map(RedisConnection::bytes).toArray(byte[][]::new);
    }

    private byte @Nullable [] call(long millis, String... command) throws IOException {
        try {
            return connection.call(WAITING + TimeUnit.MILLISECONDS.toNanos(millis), bytes(command));
        } catch (RedisErrorException error) {
            throw shown(error);
        }
    }

    private List<byte[]> list(long millis, String... command) throws IOException {
        try {
            return connection.list(WAITING + TimeUnit.MILLISECONDS.toNanos(millis), bytes(command));
        } catch (RedisErrorException error) {
            throw shown(error);
        }
    }

    /** Behind the comma stands what was sent, where the server does not know the command. */
    private static IOException shown(RedisErrorException error) {
        return new IOException(
                "Redis says: " + String.valueOf(error.getMessage()).split(",", 2)[0]);
    }

    @Override
    public void close() {
        connection.close();
    }
}

package dev.covet.optimizer.features.cache.shared;

import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Logs that one JVM writes and others read, and marks that say who, in the same store as answers. */
public interface SharedLog {
    /**
     * Connects.
     *
     * @throws IOException if the store is away, or does not let Covet in
     */
    Session open() throws IOException;

    /** Null if the settings name no store, or are wrong, which the tier says. */
    static @Nullable SharedLog of(SharedSettings settings) {
        RedisAddress address =
                settings.isOff() ? null : RedisAddress.parse(settings.url().reveal());
        Sealing sealing = Sealing.of(settings.keys().reveal());
        return address == null || sealing == null
                ? null
                : () -> RedisLog.open(address, sealing, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** What was written. */
    final class Entry {
        private final long number;
        private final byte[] content;

        /**
         * One that nobody changes any more.
         *
         * @param number its writer's, one more each time
         */
        public Entry(long number, byte[] content) {
            this.number = number;
            this.content = content;
        }

        public long number() {
            return number;
        }

        public byte[] content() {
            return content;
        }
    }

    /** A connection. Used by one thread at a time, closed by any. After an exception it is of no use. */
    interface Session extends AutoCloseable {
        /** What the mark says; null if there is none. */
        @Nullable String read(String mark) throws IOException;

        /** Sets a mark that nobody has set, for so many milliseconds. Returns whether it did. */
        boolean claim(String mark, String value, long millis) throws IOException;

        /** Sets a mark. */
        void write(String mark, String value, long millis) throws IOException;

        /** A mark or log is there for so many milliseconds more. */
        void extend(String name, long millis) throws IOException;

        void delete(String mark) throws IOException;

        /** The number is higher than that of any entry of the log. Old entries go. */
        void append(String log, Entry entry) throws IOException;

        /** The number of the last entry; 0 if there is none. */
        long last(String log) throws IOException;

        /**
         * Entries after this one, in their order; waits so many milliseconds for the first. Some may be missing.
         *
         * @throws UnreadableEntryException if one is not what somebody with the key has written there
         */
        List<Entry> after(String log, long number, long millis) throws IOException;

        /** Never throws. */
        @Override
        void close();
    }
}

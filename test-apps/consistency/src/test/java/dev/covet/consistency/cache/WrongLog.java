package dev.covet.consistency.cache;

import dev.covet.optimizer.features.cache.shared.SharedLog;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A store whose readers are told late, or not all. */
final class WrongLog implements SharedLog {
    private static final long SLOW = TimeUnit.SECONDS.toNanos(1);
    private static final int LOST = 2;

    /** An entry that begins so has a commit. */
    private static final byte COMMIT = 1;

    /** What is wrong with it. */
    enum Defect {
        /** Gives each entry late. */
        LATE,
        /** Leaves entries out and numbers the rest anew: as if the reader did not look whether one is missing. */
        GAPS
    }

    private final SharedLog log;
    private final Set<Defect> defects;

    WrongLog(SharedLog log, Set<Defect> defects) {
        this.log = log;
        this.defects = Set.copyOf(defects);
    }

    @Override
    public Session open() throws IOException {
        return new Wrong(log.open());
    }

    private record Held(Entry entry, long until) {}

    private final class Wrong implements Session {
        private final Session store;
        private final Deque<Held> held = new ArrayDeque<>();
        private long given;
        private long real;
        private int commits;

        Wrong(Session store) {
            this.store = store;
        }

        @Override
        public long last(String log) throws IOException {
            real = store.last(log);
            given = real;
            return real;
        }

        @Override
        public List<Entry> after(String log, long number, long millis) throws IOException {
            for (Entry entry : store.after(log, real, millis)) {
                real = entry.number();
                if (!isLost(entry)) {
                    held.add(new Held(
                            new Entry(++given, entry.content()),
                            System.nanoTime() + (defects.contains(Defect.LATE) ? SLOW : 0)));
                }
            }
            List<Entry> now = new ArrayList<>();
            while (!held.isEmpty() && System.nanoTime() - held.getFirst().until() >= 0) {
                now.add(held.removeFirst().entry());
            }
            return now;
        }

        private boolean isLost(Entry entry) {
            boolean commit = entry.content().length > 0 && entry.content()[0] == COMMIT;
            return defects.contains(Defect.GAPS) && commit && ++commits % LOST == 0;
        }

        @Override
        public @Nullable String read(String mark) throws IOException {
            return store.read(mark);
        }

        @Override
        public boolean claim(String mark, String value, long millis) throws IOException {
            return store.claim(mark, value, millis);
        }

        @Override
        public void write(String mark, String value, long millis) throws IOException {
            store.write(mark, value, millis);
        }

        @Override
        public void extend(String name, long millis) throws IOException {
            store.extend(name, millis);
        }

        @Override
        public void delete(String mark) throws IOException {
            store.delete(mark);
        }

        @Override
        public void append(String log, Entry entry) throws IOException {
            store.append(log, entry);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}

package dev.covet.optimizer.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The texts an application runs, read once each. Bounded in entries and bytes; the oldest that was not asked for since
 * its last turn goes first, so a flood of texts that come once does not drive out those in use. Reads take no lock; a
 * text that arrives while another is entered is not kept this time.
 */
public final class SqlTextCache {
    private static final int LONGEST = 10 * 1024;

    private final int entries;
    private final long limit;
    private final Map<Dialect, ConcurrentHashMap<String, Entry>> maps;
    private final ReentrantLock lock = new ReentrantLock();
    /** Under the lock. */
    private final Deque<Entry> turns = new ArrayDeque<>();

    /** Under the lock. */
    private long held;

    private volatile long bytes;
    private volatile int size;

    private static final class Entry {
        final SqlText text;
        final Dialect dialect;
        final long bytes;
        /** Written by racing readers without order: a lost mark costs one parse. */
        boolean used;

        Entry(SqlText text, Dialect dialect, long bytes) {
            this.text = text;
            this.dialect = dialect;
            this.bytes = bytes;
        }
    }

    /** 2,000 texts of 4 MB together. */
    public SqlTextCache() {
        this(2_000, 4L << 20);
    }

    public SqlTextCache(int entries, long bytes) {
        this.entries = entries;
        this.limit = bytes;
        Map<Dialect, ConcurrentHashMap<String, Entry>> made = new EnumMap<>(Dialect.class);
        for (Dialect dialect : Dialect.values()) {
            made.put(dialect, new ConcurrentHashMap<>());
        }
        this.maps = made;
    }

    /** The text, read now or before. */
    public SqlText of(String sql, Dialect dialect) {
        if (sql.length() > LONGEST) {
            return SqlText.of(sql, dialect);
        }
        Entry known = map(dialect).get(sql);
        if (known == null) {
            return enter(SqlText.of(sql, dialect), dialect);
        }
        if (!known.used) {
            known.used = true;
        }
        return known.text;
    }

    /** Each text that is kept, without a lock: those that come and go meanwhile may be among them. */
    public void forEach(Consumer<SqlText> each) {
        maps.values().forEach(map -> map.values().forEach(entry -> each.accept(entry.text)));
    }

    /** The heap the kept texts take, by estimate. */
    public long bytes() {
        return bytes;
    }

    /** How many texts are kept. */
    public int size() {
        return size;
    }

    private ConcurrentHashMap<String, Entry> map(Dialect dialect) {
        ConcurrentHashMap<String, Entry> map = maps.get(dialect);
        return Objects.requireNonNull(map);
    }

    private SqlText enter(SqlText text, Dialect dialect) {
        long size = text.bytes();
        if (size > limit || entries <= 0 || !lock.tryLock()) {
            return text;
        }
        try {
            Entry entry = new Entry(text, dialect, size);
            Entry other = map(dialect).putIfAbsent(text.sql(), entry);
            if (other != null) {
                return other.text;
            }
            makeRoom(size);
            turns.addLast(entry);
            held += size;
            bytes = held;
            this.size = turns.size();
            return text;
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom(long wanted) {
        int chances = turns.size();
        while (turns.size() >= entries || held + wanted > limit) {
            @Nullable Entry oldest = turns.pollFirst();
            if (oldest == null) {
                return;
            }
            if (oldest.used && chances-- > 0) {
                oldest.used = false;
                turns.addLast(oldest);
            } else {
                map(oldest.dialect).remove(oldest.text.sql(), oldest);
                held -= oldest.bytes;
            }
        }
    }
}

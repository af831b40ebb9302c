package dev.covet.consistency.mutant;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A cache for all connections of one data source. */
public final class SmallCache {
    private static final long TIME_TO_LIVE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long MOMENT = TimeUnit.MICROSECONDS.toNanos(100);
    private static final ThreadLocal<Boolean> SERVED = ThreadLocal.withInitial(() -> false);

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicInteger pending = new AtomicInteger();

    private final Set<Defect> defects;

    /** Rows as they were when the sequence had this number. */
    private record Entry(List<@Nullable Object[]> rows, long sequence, long time) {}

    public SmallCache(Defect... defects) {
        this.defects = EnumSet.noneOf(Defect.class);
        this.defects.addAll(List.of(defects));
    }

    boolean has(Defect defect) {
        return defects.contains(defect);
    }

    /** Whether the last query of this thread was answered from here. */
    public boolean servedLast() {
        return SERVED.get();
    }

    void serving(boolean fromHere) {
        SERVED.set(fromHere);
    }

    /** The same connections, with this cache before them. */
    public DataSource before(DataSource dataSource) {
        return (DataSource) Proxy.newProxyInstance(
                SmallCache.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = call(dataSource, method, arguments);
                    return result instanceof Connection connection
                            ? new CachingConnection(this, connection).proxy()
                            : result;
                });
    }

    /** The number as of which an answer that is asked for now is good, or null if it will not be. */
    @Nullable Long beginFill() {
        long now = sequence.get();
        return pending.get() == 0 || has(Defect.INVALIDATES_AFTER_ONLY) ? now : null;
    }

    void endFill(String question, List<@Nullable Object[]> rows, long began) {
        boolean guarded = !has(Defect.INVALIDATES_AFTER_ONLY);
        if (!guarded) {
            // Time enough for a write, as a busy machine would give it.
            LockSupport.parkNanos(MOMENT);
        }
        entries.put(question, new Entry(rows, guarded ? began : sequence.get(), System.nanoTime()));
    }

    /** Puts rows in as if they had just been read. */
    void publish(String question, List<@Nullable Object[]> rows) {
        entries.put(question, new Entry(rows, sequence.get(), System.nanoTime()));
    }

    /** The rows, or null if they are not here or too old. */
    @Nullable List<@Nullable Object[]> find(String question) {
        Entry entry = entries.get(question);
        if (entry == null) {
            return null;
        }
        if (has(Defect.TIME_TO_LIVE_ONLY)) {
            return System.nanoTime() - entry.time() < TIME_TO_LIVE ? entry.rows() : null;
        }
        return entry.sequence() == sequence.get() ? entry.rows() : null;
    }

    /** Something that may write is about to be sent. */
    void beforeWrite() {
        if (!has(Defect.INVALIDATES_AFTER_ONLY)) {
            if (!has(Defect.INVALIDATES_BEFORE_ONLY)) {
                pending.incrementAndGet();
            }
            sequence.incrementAndGet();
        }
    }

    /** It was answered, however. */
    void afterWrite() {
        if (!has(Defect.INVALIDATES_BEFORE_ONLY)) {
            sequence.incrementAndGet();
            if (!has(Defect.INVALIDATES_AFTER_ONLY)) {
                pending.decrementAndGet();
            }
        }
    }

    /** Its answer was lost, so that it may be applied at any time: nothing is remembered from now on. */
    void lostWrite(SQLException e) {
        boolean lost = String.valueOf(e.getSQLState()).matches("(08|57P).*");
        if (lost) {
            pending.incrementAndGet();
        }
    }

    /** The method of the driver's object, with its exceptions. */
    static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}

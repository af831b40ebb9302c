package dev.covet.optimizer.features.cache.relay;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangedTable;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells what the test says, at the time it says so; asks a real database. */
final class ScriptedFeed implements ChangeFeed {
    private volatile Connection asking;
    private final BlockingQueue<Commit> told = new LinkedBlockingQueue<>();
    private final Set<Object> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> untold = ConcurrentHashMap.newKeySet();
    private final AtomicInteger moments = new AtomicInteger();
    private volatile boolean reaches = true;
    private volatile boolean answers = true;
    private volatile boolean breaks;
    private volatile boolean exhausts;
    private volatile boolean fails;
    private volatile @Nullable Connection next;
    private volatile boolean closed;
    private volatile Duration takes = Duration.ZERO;
    private volatile String origin = "one";
    private volatile long position = -1;

    ScriptedFeed(Connection asking) {
        this.asking = asking;
    }

    void tell(Object id, String table, boolean anything) {
        told.add(new Commit(id, table.isEmpty() ? Set.of() : Set.of(new ChangedTable("public", table)), anything));
    }

    /** Of all moments from now on. */
    void position(long next) {
        position = next;
    }

    /** From now on every moment shows it. */
    void show(Object id) {
        seen.add(id);
    }

    void leaveOut(String table) {
        untold.add(table);
    }

    /** Whether what it is asked for is all told. */
    void reaches(boolean all) {
        reaches = all;
    }

    /** Whether its witnesses do. */
    void answers(boolean all) {
        answers = all;
    }

    /** By a fault of our own, whenever a query is judged. */
    void fails(boolean always) {
        fails = always;
    }

    /** What it asks on after it has failed. */
    void next(Connection other) {
        next = other;
    }

    /** How long it is before anything can be asked. */
    void takes(Duration time) {
        takes = time;
    }

    void breaks() {
        breaks = true;
    }

    void exhausts() {
        exhausts = true;
    }

    void origin(String other) {
        origin = other;
    }

    int moments() {
        return moments.get();
    }

    @Override
    public void receive(long mostNanos, Consumer<Commit> to) throws SQLException {
        if (breaks) {
            throw new SQLException("the connection is lost");
        }
        if (exhausts) {
            throw new OutOfMemoryError("a row is too large");
        }
        try {
            for (Commit next = told.poll(mostNanos, TimeUnit.NANOSECONDS); next != null; next = told.poll()) {
                to.accept(next);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Moment moment() {
        moments.incrementAndGet();
        Set<Object> visible = new HashSet<>(seen);
        String server = origin;
        long where = position;
        return new Moment() {
            @Override
            public boolean shows(Commit commit) {
                return visible.contains(commit.id());
            }

            @Override
            public String origin() {
                return server;
            }

            @Override
            public long position() {
                return where;
            }
        };
    }

    @Override
    public void hurry() {}

    @Override
    public boolean reached(Moment moment) {
        return reaches && told.isEmpty();
    }

    @Override
    public Set<String> untold(Collection<String> tables) {
        if (fails) {
            Connection other = next;
            asking = other == null ? asking : other;
            throw new IllegalStateException("nobody has thought of " + tables);
        }
        Set<String> some = new HashSet<>(untold);
        some.retainAll(
                tables.stream().map(table -> table.toLowerCase(Locale.ROOT)).toList());
        return some;
    }

    @Override
    public Witness witness() {
        return new Witness() {
            @Override
            public Moment moment() throws SQLException {
                if (!answers) {
                    throw new SQLException("the witness is lost");
                }
                return ScriptedFeed.this.moment();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Connection asking() {
        long until = System.nanoTime() + takes.toNanos();
        while (System.nanoTime() - until < 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
        return asking;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}

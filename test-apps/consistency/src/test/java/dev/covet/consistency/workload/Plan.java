package dev.covet.consistency.workload;

import dev.covet.consistency.history.Recorder;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What all clients of one JVM have in common: the work, how much of it, and where it is written down. */
public final class Plan {
    private static final int EPOCH = 100;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private final Dialect dialect;
    private final Recorder recorder;
    private final long seed;
    private final int operations;
    private final int served;
    private final int rows;
    private final Map<Shape, AtomicInteger> done = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> errors = new ConcurrentHashMap<>();

    private final AtomicLong waitingSince = new AtomicLong();
    private volatile boolean held;

    /** Every choice follows from the seed; how the clients meet does not. */
    public Plan(Dialect dialect, Recorder recorder, long seed, int operations, int served, int rows) {
        this.dialect = dialect;
        this.recorder = recorder;
        this.seed = seed;
        this.operations = operations;
        this.served = served;
        this.rows = rows;
    }

    Dialect dialect() {
        return dialect;
    }

    Recorder recorder() {
        return recorder;
    }

    long seed() {
        return seed;
    }

    int rows() {
        return rows;
    }

    /**
     * What all clients turn to at this time, so that they meet: one of so many things, another one after some operations.
     *
     * @param which of several such choices
     */
    int focus(int which, int count) {
        long epoch = recorder.count() / EPOCH;
        return new SplittableRandom(seed + 1_000_003 * epoch + which).nextInt(count);
    }

    /** Whether enough operations were recorded, enough of them were served, and nobody holds the clients up. */
    public boolean isDone() {
        if (recorder.count() < operations || held) {
            return false;
        }
        long now = System.nanoTime();
        waitingSince.compareAndSet(0, now);
        return recorder.served() >= served || now - waitingSince.get() > PATIENCE;
    }

    /**
     * Nanoseconds to pause after a turn: some once enough operations were recorded. What is still awaited, a fault's end or answers of a
     * cache, takes its time, and all that happens meanwhile is to be checked.
     */
    long pause() {
        return recorder.count() < operations ? 0 : PAUSE;
    }

    /** The clients go on, however much they have done, until they are released. */
    public void hold() {
        held = true;
    }

    public void release() {
        held = false;
    }

    void did(Shape shape) {
        done.computeIfAbsent(shape, one -> new AtomicInteger()).incrementAndGet();
    }

    void failed(Throwable error) {
        String first = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
        errors.computeIfAbsent(first.replaceAll("[0-9]+", "#"), one -> new AtomicInteger())
                .incrementAndGet();
    }

    /** How often each shape was run to its end. */
    public Map<Shape, AtomicInteger> done() {
        return done;
    }

    /** What drivers and databases refused, and how often. */
    public Map<String, AtomicInteger> errors() {
        return errors;
    }
}

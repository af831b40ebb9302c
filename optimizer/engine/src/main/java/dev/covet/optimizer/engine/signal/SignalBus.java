package dev.covet.optimizer.engine.signal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries signals from the application's threads to one thread of ours. Bounded in number and bytes, and lossy: what does
 * not fit is dropped and counted, the application never waits.
 */
public final class SignalBus implements AutoCloseable {
    private static final long SHORT_PAUSE = Duration.ofMillis(5).toNanos();
    private static final long LONG_PAUSE = Duration.ofMillis(50).toNanos();

    /** Beyond the usual size of those that wait; a larger one passes if no other of its kind waits. */
    private static final long MOST_BYTES = 16L << 20;

    private static final long FULL = -1;
    private static final long NO_ROOM = -2;

    private final SignalRing ring;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final List<SignalSink> sinks = new CopyOnWriteArrayList<>();
    private final LongAdder dropped = new LongAdder();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicBoolean started = new AtomicBoolean();
    private final Consumer<Throwable> sinkFailed;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    /** The capacity is a power of two. What a sink throws goes to the given consumer. */
    public SignalBus(int capacity, Consumer<Throwable> sinkFailed) {
        this.ring = new SignalRing(capacity);
        this.sinkFailed = sinkFailed;
    }

    public void add(SignalSink sink) {
        sinks.add(sink);
        if (started.compareAndSet(false, true)) {
            start();
        }
    }

    /** Without a sink nothing is kept and nothing counts as dropped. */
    public void post(Signal signal) {
        if (sinks.isEmpty()) {
            return;
        }
        long place = placed(signal);
        if (place < 0) {
            dropped.increment();
        } else if ((place & ring.quarterMask()) == 0) {
            LockSupport.unpark(thread);
        }
    }

    private long placed(Signal signal) {
        long bytes = signal.bytes();
        if (bytes == 0) {
            return ring.offer(signal, 0);
        }
        long place = reserved(bytes) ? ring.offer(signal, bytes) : NO_ROOM;
        if (place == FULL) {
            waitingBytes.addAndGet(-bytes);
        }
        return place;
    }

    private boolean reserved(long bytes) {
        long before = waitingBytes.getAndAdd(bytes);
        if (before > 0 && before + bytes > MOST_BYTES) {
            waitingBytes.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** What unusual signals that wait keep on the heap, roughly. */
    long waitingBytes() {
        return waitingBytes.get();
    }

    /** Signals that did not fit, since the start. */
    public long dropped() {
        return dropped.sum();
    }

    /** Signals given to the sinks, since the start. */
    public long delivered() {
        return delivered.get();
    }

    /** Waits until what was posted before has been delivered, or the time is over. */
    public boolean flush(Duration patience) {
        long target = ring.offered();
        long deadline = System.nanoTime() + patience.toNanos();
        while (started.get() && delivered.get() < target) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.unpark(thread);
            LockSupport.parkNanos(100_000);
        }
        return true;
    }

    /** Ends the thread after it has delivered what is there. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void start() {
        Thread made = new Thread(null, this::run, "covet-signals-1", 0, false);
        made.setDaemon(true);
        made.setContextClassLoader(null);
        thread = made;
        made.start();
    }

    private void run() {
        int emptyRounds = 0;
        while (true) {
            Signal signal = ring.poll();
            if (signal != null) {
                emptyRounds = 0;
                long bytes = ring.polledBytes();
                deliver(signal);
                if (bytes > 0) {
                    waitingBytes.addAndGet(-bytes);
                }
                delivered.incrementAndGet();
            } else if (closed) {
                return;
            } else {
                if (emptyRounds == 0) {
                    idle();
                }
                emptyRounds++;
                LockSupport.parkNanos(emptyRounds < 20 ? SHORT_PAUSE : LONG_PAUSE);
            }
        }
    }

    private void deliver(Signal signal) {
        for (SignalSink sink : sinks) {
            try {
                sink.accept(signal);
            } catch (Throwable error) {
                sinkFailed.accept(error);
            }
        }
    }

    private void idle() {
        for (SignalSink sink : sinks) {
            try {
                sink.idle();
            } catch (Throwable error) {
                sinkFailed.accept(error);
            }
        }
    }
}

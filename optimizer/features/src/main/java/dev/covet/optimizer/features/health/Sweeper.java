package dev.covet.optimizer.features.health;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The thread that looks. Ends with {@link #close}. */
public final class Sweeper implements AutoCloseable {
    private static final long PAUSE = Duration.ofMillis(250).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Watching watching;
    private final Sweep sweep;
    private final Pressure pressure;
    private final Thread thread;
    private volatile boolean closed;

    private Sweeper(Watching watching, HealthSettings settings) {
        this.watching = watching;
        this.sweep = new Sweep(watching, settings);
        this.pressure = new Pressure(watching);
        this.thread = new Thread(null, this::run, "covet-health-1", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
    }

    /** To be called on a thread of ours. */
    public static Sweeper start(Watching watching, HealthSettings settings) {
        Sweeper made = new Sweeper(watching, settings);
        made.thread.start();
        return made;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        long looked = watching.engine().nanoTime() - SECOND;
        while (!closed) {
            try {
                long now = watching.engine().nanoTime();
                sweep.run(now);
                if (now - looked >= SECOND) {
                    looked = now;
                    pressure.run(now);
                }
            } catch (RuntimeException | LinkageError | StackOverflowError error) {
                watching.engine().protection().guard("health").failed(error);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}

package dev.covet.conformance;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Frees programs that do not end: closes their connections from outside, again and again until they do. */
final class Patience implements AutoCloseable {
    private final long millis;
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, task -> daemon(task, "conformance-patience"));

    Patience(Duration patience) {
        millis = patience.toMillis();
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Watches a program until the result is cancelled. */
    Future<?> watch(Supplier<List<AutoCloseable>> open) {
        return clock.scheduleWithFixedDelay(
                () -> open.get().forEach(Patience::end), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** In a thread of its own, for a connection that is in use may not close before another one has. */
    private static void end(AutoCloseable connection) {
        daemon(
                        () -> {
                            try {
                                connection.close();
                            } catch (Exception e) {
                                // The program has closed it, or the next attempt will.
                            }
                        },
                        "conformance-end")
                .start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

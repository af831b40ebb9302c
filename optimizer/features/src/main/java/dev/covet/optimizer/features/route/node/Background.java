package dev.covet.optimizer.features.route.node;

import dev.covet.optimizer.engine.OwnThread;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Does one thing after the other, on a thread that is there only while something is to be done. */
final class Background implements AutoCloseable {
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final int IDLE_SECONDS = 10;
    private static final int MOST = 1_000;

    private final ThreadPoolExecutor executor;
    private volatile @Nullable Runnable last;

    Background() {
        this.executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST),
                task -> OwnThread.of(() -> run(task), "covet-route-ask-" + THREADS.incrementAndGet()));
        executor.allowCoreThreadTimeOut(true);
    }

    private void run(Runnable tasks) {
        try {
            tasks.run();
        } finally {
            Runnable end = last;
            if (end != null) {
                end.run();
            }
        }
    }

    /** False if there is too much to do, or this is closed. */
    boolean does(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** To be done when the thread ends. */
    void last(Runnable end) {
        last = end;
    }

    /** Waits until nothing is done any more, once it is closed. Returns whether that is so. */
    boolean isOver(long mostNanos) throws InterruptedException {
        return executor.awaitTermination(mostNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}

package dev.covet.optimizer.features.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.time.Await;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PauseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** That a thread sleeps is what is to be noticed. */
    private static final TimeUnit NAP = TimeUnit.MINUTES;

    private Thread thread = new Thread();

    @AfterEach
    void end() {
        thread.interrupt();
    }

    private void expect(Pause expected, Runnable what) {
        thread = new Thread(what);
        thread.setDaemon(true);
        thread.start();
        expect(expected);
    }

    private void expect(Pause expected) {
        Await.until(expected.name(), PATIENCE, () -> Pause.of(thread.getStackTrace(), thread.getState()) == expected);
    }

    @Test
    void sleep() {
        expect(Pause.SLEEP, () -> {
            try {
                NAP.sleep(1);
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void monitor_andLock() {
        Object monitor = new Object();
        synchronized (monitor) {
            expect(Pause.LOCK, () -> {
                synchronized (monitor) {
                    thread.interrupt();
                }
            });
        }
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            expect(Pause.LOCK, lock::lock);
        } finally {
            lock.unlock();
        }
    }

    @Test
    void otherThreads() {
        expect(Pause.OTHERS, () -> new CompletableFuture<String>().join());
    }

    @Test
    void parked() {
        expect(Pause.OTHERS, () -> LockSupport.parkNanos(Duration.ofMinutes(1).toNanos()));
    }

    @Test
    void worker_thatHasGoneOn() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), task -> {
                    thread = new Thread(task);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.execute(() -> {});
        expect(Pause.IDLE);
        pool.shutdownNow();
    }

    @Test
    void endedThread_andCode() {
        assertThat(Pause.of(new StackTraceElement[0], Thread.State.TERMINATED)).isEqualTo(Pause.ENDED);
        StackTraceElement[] own = {new StackTraceElement("shop.Prices", "compute", "Prices.java", 7)};
        assertThat(Pause.of(own, Thread.State.RUNNABLE)).isEqualTo(Pause.CODE);
    }

    @Test
    void service_isKnownByItsClient_andTheDriverComesFirst() {
        StackTraceElement park = new StackTraceElement("jdk.internal.misc.Unsafe", "park", null, -2);
        StackTraceElement http = new StackTraceElement("jdk.internal.net.http.HttpClientImpl", "send", null, 1);
        StackTraceElement driver =
                new StackTraceElement("dev.covet.instrumentation.jdbc.CovetConnection", "commit", null, 1);
        assertThat(Pause.of(new StackTraceElement[] {park, http}, Thread.State.WAITING))
                .isEqualTo(Pause.SERVICE);
        assertThat(Pause.of(new StackTraceElement[] {park, http, driver}, Thread.State.WAITING))
                .isEqualTo(Pause.DATABASE);
    }
}

package dev.covet.optimizer.features.breaker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A thread for each thing that waits: one for each node that is in trouble, none otherwise. No pool, which we follow ourselves. */
final class ThreadTimer implements BreakerTimer {
    private final AtomicInteger number = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    @Override
    public void schedule(Runnable task, long delayNanos) {
        if (closed) {
            return;
        }
        long due = System.nanoTime() + delayNanos;
        Thread thread = new Thread(null, () -> run(task, due), "covet-breaker-" + number.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        threads.add(thread);
        boolean started = false;
        try {
            thread.start();
            started = true;
        } finally {
            if (!started) {
                threads.remove(thread);
            }
        }
    }

    private void run(Runnable task, long due) {
        try {
            for (long left = due - System.nanoTime(); left > 0 && !closed; left = due - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
            if (!closed) {
                task.run();
            }
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(LockSupport::unpark);
    }
}

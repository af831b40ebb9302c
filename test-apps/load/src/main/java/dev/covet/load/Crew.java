package dev.covet.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The threads of a run. They can be stopped before, while and after they are started. */
final class Crew {
    private final int size;
    private final CountDownLatch running;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Thread> threads = new ArrayList<>();
    private boolean stopped;

    Crew(int size) {
        this.size = size;
        running = new CountDownLatch(size);
    }

    /** Makes the work of the thread with that index. */
    @FunctionalInterface
    interface Work {
        Worker ofThread(int index);
    }

    /** Starts no thread after a stop. */
    void start(Work work) {
        // Under the lock, so that a stop comes either before all of them or after.
        lock.lock();
        try {
            if (!threads.isEmpty()) {
                throw new IllegalStateException("a run runs once; make another one");
            }
            for (int i = 0; i < size; i++) {
                if (stopped) {
                    running.countDown();
                } else {
                    threads.add(thread(work.ofThread(i), i + 1));
                }
            }
            threads.forEach(Thread::start);
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            stopped = true;
            threads.forEach(Thread::interrupt);
        } finally {
            lock.unlock();
        }
    }

    boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /** True when all threads ended within that time. Throws when one ended with an error. */
    boolean awaitEnd(long nanos) throws InterruptedException {
        boolean ended = running.await(nanos, TimeUnit.NANOSECONDS);
        RuntimeException thrown = failure.get();
        if (ended && thrown != null) {
            throw new IllegalStateException("a thread of the load generator failed", thrown);
        }
        return ended;
    }

    private Thread thread(Worker worker, int number) {
        Thread thread = new Thread(() -> run(worker), "load-" + number);
        thread.setDaemon(true);
        return thread;
    }

    private void run(Worker worker) {
        try {
            worker.work();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException thrown) {
            failure.compareAndSet(null, thrown);
            stop();
        } finally {
            running.countDown();
        }
    }
}

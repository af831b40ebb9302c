package dev.covet.optimizer.features.breaker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A clock that a test moves, and what is to be run by it. */
final class ManualTimer implements BreakerTimer {
    private record Task(long at, Runnable work) {}

    private final List<Task> tasks = new ArrayList<>();
    private long now;

    /** What scheduling fails with from now on; null if it works. */
    volatile @Nullable RuntimeException failure;

    synchronized long now() {
        return now;
    }

    @Override
    public synchronized void schedule(Runnable task, long delayNanos) {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        tasks.add(new Task(now + delayNanos, task));
    }

    /** Moves the clock, and runs on the way what is due. */
    void advance(long nanos) {
        long end = now() + nanos;
        for (Task task = next(end); task != null; task = next(end)) {
            synchronized (this) {
                now = Math.max(now, task.at());
            }
            task.work().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized @Nullable Task next(long end) {
        Task first = tasks.stream()
                .filter(task -> task.at() <= end)
                .min(Comparator.comparingLong(Task::at))
                .orElse(null);
        tasks.remove(first);
        return first;
    }

    synchronized int waiting() {
        return tasks.size();
    }

    @Override
    public synchronized void close() {
        tasks.clear();
    }
}

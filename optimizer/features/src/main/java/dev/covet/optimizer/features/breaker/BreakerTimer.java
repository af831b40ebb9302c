package dev.covet.optimizer.features.breaker;

/** Runs something later, on threads of ours. */
interface BreakerTimer extends AutoCloseable {
    void schedule(Runnable task, long delayNanos);

    /** What has not begun does not begin any more. */
    @Override
    void close();
}

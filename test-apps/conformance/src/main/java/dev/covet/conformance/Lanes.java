package dev.covet.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/** The threads of the parallel parts of programs. Steps of a lane keep their order; lanes do not wait for each other. */
final class Lanes implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "conformance-lane");
        thread.setDaemon(true);
        return thread;
    });

    void run(List<Step> steps, int from, int to, IntConsumer runner) {
        Map<Integer, List<Integer>> lanes = new TreeMap<>();
        for (int i = from; i < to; i++) {
            lanes.computeIfAbsent(steps.get(i).lane(), lane -> new ArrayList<>())
                    .add(i);
        }
        List<Future<?>> running = new ArrayList<>();
        lanes.values().forEach(lane -> running.add(threads.submit(() -> lane.forEach(runner::accept))));
        running.forEach(Lanes::await);
    }

    private static void await(Future<?> lane) {
        try {
            lane.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while lanes were running", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a lane failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("a lane has not ended within " + PATIENCE_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package dev.covet.benchmarks;

import dev.covet.fixtures.scripted.ScriptedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Tasks that no request has left: what everybody pays for tasks being followed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TaskBenchmark {
    private final CompletableFuture<Integer> done = CompletableFuture.completedFuture(7);
    private final CountDownLatch end = new CountDownLatch(1);
    private final ThreadPoolExecutor pool = pool();
    private final ThreadPoolExecutor busy = pool();
    private ScriptedDatabase database;
    private Connection connection;

    private static void nothing() {}

    private static ThreadPoolExecutor pool() {
        return new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    }

    /** Executors are woven when there is a connection; the warm-up is long enough for that. */
    @Setup
    public void open() throws SQLException {
        database = ScriptedDatabase.open("tasks");
        connection = Connections.open(database);
        busy.execute(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @TearDown
    public void close() throws SQLException {
        end.countDown();
        pool.shutdown();
        busy.shutdown();
        connection.close();
        database.close();
    }

    /** Only what the submitting thread does. */
    @Benchmark
    public Runnable execute() {
        busy.execute(TaskBenchmark::nothing);
        return busy.getQueue().poll();
    }

    /** To another thread and back. */
    @Benchmark
    public Object submitAndGet() throws InterruptedException, ExecutionException {
        return pool.submit(TaskBenchmark::nothing).get();
    }

    @Benchmark
    public Integer thenApply() {
        return done.thenApply(number -> number + 1).join();
    }

    @Benchmark
    public void forkAndJoin() {
        ForkJoinPool.commonPool().invoke(new Halves(64));
    }

    /** 63 forks. */
    private static final class Halves extends RecursiveAction {
        private static final long serialVersionUID = 1;

        private final int size;

        Halves(int size) {
            this.size = size;
        }

        @Override
        protected void compute() {
            if (size > 1) {
                invokeAll(new Halves(size / 2), new Halves(size / 2));
            }
        }
    }
}

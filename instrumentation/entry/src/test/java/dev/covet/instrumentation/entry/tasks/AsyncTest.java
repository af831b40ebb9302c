package dev.covet.instrumentation.entry.tasks;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.UnitOfWork;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsyncTest extends Tasks {
    private final UnitOfWork work = request("one");

    private static String seen() {
        UnitOfWork current = UnitOfWork.current();
        return current == null ? "none" : current.name();
    }

    @Test
    void completableFuture_stagesOfAnyKind_runWhereTheyWereAttached() throws Exception {
        CompletableFuture<String> source = new CompletableFuture<>();
        ExecutorService single = Executors.newSingleThreadExecutor();
        CompletableFuture<String> all = within(
                work,
                () -> source.thenApply(text -> text + seen())
                        .thenApplyAsync(text -> text + seen(), single)
                        .thenCombine(CompletableFuture.supplyAsync(AsyncTest::seen), (a, b) -> a + b + seen())
                        .thenComposeAsync(text -> CompletableFuture.completedFuture(text + seen()))
                        .handle((text, error) -> text + seen())
                        .whenComplete((text, error) -> seen()));
        single.submit(() -> source.complete("")).get();
        assertThat(all.get(10, SECONDS)).isEqualTo("one".repeat(6));
        assertThat(single.submit(AsyncTest::seen).get()).isEqualTo("none");
        single.shutdown();
    }

    @Test
    void completableFuture_withoutUnit_isLeftAlone() throws Exception {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> stage = source.thenApply(text -> text + seen());
        within(work, () -> source.complete(""));
        // The stage has no unit of its own; it runs in that of the thread that completes.
        assertThat(stage.get()).isEqualTo("one");
    }

    @Test
    void forkJoinPool_everyWayIn_carriesTheUnitAndKeepsNothing() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(2);
        AtomicReference<@Nullable String> executed = new AtomicReference<>();
        within(work, () -> {
            assertThat(pool.submit((Callable<String>) AsyncTest::seen).get()).isEqualTo("one");
            assertThat(pool.invokeAll(List.of(AsyncTest::seen)).get(0).get()).isEqualTo("one");
            pool.execute(() -> executed.set(seen()));
            assertThat(pool.submit(new Halves(8)).get()).containsExactly("one");
            assertThat(pool.invoke(new Halves(8))).containsExactly("one");
            return null;
        });
        Await.until("the task", Duration.ofSeconds(10), () -> executed.get() != null);
        assertThat(executed).hasValue("one");
        assertThat(pool.invoke(new Halves(64))).containsExactly("none");
        pool.shutdown();
        assertThat(pool.awaitTermination(10, SECONDS)).isTrue();
    }

    private static final class Halves extends RecursiveTask<Set<String>> {
        private final int size;

        Halves(int size) {
            this.size = size;
        }

        @Override
        protected Set<String> compute() {
            if (size == 1) {
                return Set.of(seen());
            }
            Halves left = new Halves(size / 2);
            left.fork();
            Set<String> all = ConcurrentHashMap.newKeySet();
            all.addAll(new Halves(size / 2).compute());
            all.addAll(left.join());
            return all;
        }
    }

    @Test
    void parallelStream_withinARequest_staysWithinIt() throws Exception {
        Set<String> units = within(
                work,
                () -> IntStream.range(0, 10_000)
                        .parallel()
                        .mapToObj(i -> seen())
                        .collect(Collectors.toSet()));
        assertThat(units).containsExactly("one");
        assertThat(IntStream.range(0, 10_000).parallel().mapToObj(i -> seen()).collect(Collectors.toSet()))
                .containsExactly("none");
    }

    @Test
    void newThread_withinARequest_hasTheUnitUntilItEnds() throws Exception {
        AtomicReference<@Nullable String> during = new AtomicReference<>();
        AtomicReference<@Nullable String> after = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            during.set(seen());
            try {
                ended.await(10, SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            after.set(seen());
        });
        within(work, () -> {
            thread.start();
            return null;
        });
        Await.until("the thread", Duration.ofSeconds(10), () -> during.get() != null);
        work.end();
        ended.countDown();
        thread.join();
        assertThat(during).hasValue("one");
        assertThat(after).hasValue("none");
    }

    @Test
    void virtualThreads_whereTheJdkHasThem_carryTheUnit() throws Exception {
        if (Runtime.version().feature() < 21) {
            assertThat(Thread.class.getMethods())
                    .extracting(java.lang.reflect.Method::getName)
                    .doesNotContain("startVirtualThread");
            return;
        }
        ExecutorService perTask = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        AtomicReference<@Nullable String> started = new AtomicReference<>();
        within(work, () -> {
            Runnable code = () -> started.set(seen());
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, code);
            assertThat(perTask.submit(AsyncTest::seen).get()).isEqualTo("one");
            return null;
        });
        Await.until("the thread", Duration.ofSeconds(10), () -> started.get() != null);
        assertThat(started).hasValue("one");
        assertThat(perTask.submit(AsyncTest::seen).get()).isEqualTo("none");
        perTask.shutdown();
    }
}

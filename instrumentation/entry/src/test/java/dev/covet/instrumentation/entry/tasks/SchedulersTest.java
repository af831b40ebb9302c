package dev.covet.instrumentation.entry.tasks;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.time.Await;
import dev.covet.instrumentation.entry.EntryLog;
import dev.covet.optimizer.engine.UnitOfWork;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What runs later, and again and again, by means other than {@code ScheduledThreadPoolExecutor}. */
class SchedulersTest extends Tasks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final UnitOfWork request = request("one");
    private final Queue<UnitOfWork> seen = new ConcurrentLinkedQueue<>();

    private final class Look extends TimerTask {
        @Override
        public void run() {
            look();
        }
    }

    private void look() {
        UnitOfWork current = UnitOfWork.current();
        if (current != null) {
            seen.add(current);
        }
    }

    private static String name() {
        UnitOfWork current = UnitOfWork.current();
        return current == null ? "none" : current.name();
    }

    private List<EntryLog.Ended> ownEnded() {
        return log.ended.stream()
                .filter(each -> each.name().startsWith(SchedulersTest.class.getName()))
                .toList();
    }

    @Test
    void timer_once_carriesTheUnit() throws Exception {
        Timer timer = new Timer();
        within(request, () -> {
            timer.schedule(new Look(), 1);
            return null;
        });
        Await.until("the task", PATIENCE, () -> !seen.isEmpty());
        timer.schedule(new Look(), 1);
        Await.until("the other task", PATIENCE, () -> ownEnded().size() == 1);
        timer.cancel();
        assertThat(seen).hasSize(2).startsWith(request);
        assertThat(ownEnded().get(0).work()).isNotSameAs(request);
        assertThat(ownEnded().get(0).name()).isEqualTo(Look.class.getName());
    }

    @Test
    void timer_periodic_eachRunIsATaskOfItsOwn() throws Exception {
        Timer timer = new Timer();
        within(request, () -> {
            timer.schedule(new Look(), 1, 1);
            timer.scheduleAtFixedRate(new Look(), 1, 1);
            return null;
        });
        Await.until("six runs", PATIENCE, () -> ownEnded().size() >= 6);
        timer.cancel();
        assertThat(seen).doesNotHaveDuplicates().doesNotContain(request);
        assertThat(seen).extracting(UnitOfWork::kind).containsOnly(UnitOfWork.Kind.TASK);
    }

    @Test
    void timer_cancelledAndFailedTasks_endTheirUnits() throws Exception {
        Timer timer = new Timer("failing", true);
        TimerTask cancelled = new Look();
        IllegalStateException failure = new IllegalStateException("on purpose");
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
        try {
            timer.schedule(cancelled, 20);
            cancelled.cancel();
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            look();
                            throw failure;
                        }
                    },
                    40);
            Await.until("the failure", PATIENCE, () -> ownEnded().size() == 2);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(ownEnded()).extracting(EntryLog.Ended::failure).containsExactly(null, failure);
        assertThat(seen).hasSize(1);
    }

    @Test
    void timer_madeWithinARequest_keepsNothingOfIt() throws Exception {
        Timer timer = within(request, () -> new Timer());
        timer.schedule(new Look(), 1);
        Await.until("the task", PATIENCE, () -> ownEnded().size() == 1);
        timer.cancel();
        assertThat(seen).hasSize(1).doesNotContain(request);
    }

    @Test
    void delayedExecutor_ofAnyExecutor_carriesTheUnit() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        Executor delayed = CompletableFuture.delayedExecutor(1, MILLISECONDS, single);
        Executor common = CompletableFuture.delayedExecutor(1, MILLISECONDS);
        CompletableFuture<String> supplied =
                within(request, () -> CompletableFuture.supplyAsync(SchedulersTest::name, delayed));
        assertThat(supplied.get(10, SECONDS)).isEqualTo("one");
        within(request, () -> {
            delayed.execute(this::look);
            common.execute(this::look);
            return null;
        });
        Await.until("both", PATIENCE, () -> seen.size() == 2);
        assertThat(seen).containsOnly(request);
        CompletableFuture<String> outside = CompletableFuture.supplyAsync(SchedulersTest::name, delayed);
        assertThat(outside.get(10, SECONDS)).isEqualTo("none");
        single.shutdown();
    }

    @Test
    void orTimeout_stageAfterIt_runsWhereItWasAttached() throws Exception {
        CompletableFuture<String> late = within(
                request,
                () -> new CompletableFuture<String>()
                        .orTimeout(1, MILLISECONDS)
                        .exceptionally(failure -> failure instanceof TimeoutException ? name() : "wrong"));
        assertThat(late.get(10, SECONDS)).isEqualTo("one");
        CompletableFuture<String> completed = within(
                request,
                () -> new CompletableFuture<String>()
                        .completeOnTimeout("", 1, MILLISECONDS)
                        .thenApply(text -> text + name()));
        assertThat(completed.get(10, SECONDS)).isEqualTo("one");
        assertThat(ownEnded()).isEmpty();
    }

    @Test
    void threadSubclass_withARunOfItsOwn_hasTheUnitUntilItEnds() throws Exception {
        Thread thread = new Thread() {
            @Override
            public void run() {
                look();
                request.end();
                look();
            }
        };
        within(request, () -> {
            thread.start();
            return null;
        });
        thread.join();
        assertThat(seen).containsExactly(request);
    }

    @Test
    void forkJoinPool_whereItIsAScheduler_carriesOnceAndRepeatsAnew() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(2);
        if (!((Object) pool instanceof ScheduledExecutorService scheduler)) {
            assertThat(Runtime.version().feature()).isLessThan(25);
            pool.shutdown();
            return;
        }
        ScheduledFuture<@Nullable UnitOfWork> once = within(
                request,
                () -> scheduler.schedule((Callable<@Nullable UnitOfWork>) UnitOfWork::current, 1, MILLISECONDS));
        assertThat(once.get(10, SECONDS)).isSameAs(request);
        within(request, () -> scheduler.schedule(this::look, 1, MILLISECONDS)).get(10, SECONDS);
        assertThat(seen).containsExactly(request);
        assertThat(ownEnded()).isEmpty();
        within(request, () -> scheduler.scheduleAtFixedRate(this::look, 0, 1, MILLISECONDS));
        Await.until("three runs", PATIENCE, () -> ownEnded().size() >= 3);
        pool.shutdownNow();
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(ownEnded()).extracting(EntryLog.Ended::work).doesNotContain(request);
    }
}

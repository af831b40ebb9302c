package dev.covet.instrumentation.entry.tasks;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.time.Await;
import dev.covet.instrumentation.entry.EntryLog;
import dev.covet.optimizer.engine.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExecutorTest extends Tasks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static ThreadPoolExecutor pool(int threads, BlockingQueue<Runnable> queue) {
        return new ThreadPoolExecutor(threads, threads, 1, SECONDS, queue);
    }

    @Test
    void execute_firstAndQueuedTask_runWithinTheUnitOfTheirSubmitter() throws Exception {
        ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
        UnitOfWork one = request("one");
        UnitOfWork two = request("two");
        List<String> seen = new ArrayList<>();
        CountDownLatch gate = new CountDownLatch(1);
        within(one, () -> {
            pool.execute(() -> {
                seen.add(String.valueOf(UnitOfWork.current() == one));
                awaitQuietly(gate);
            });
            return null;
        });
        within(two, () -> {
            pool.execute(() -> seen.add(String.valueOf(UnitOfWork.current() == two)));
            return null;
        });
        pool.execute(() -> seen.add(String.valueOf(UnitOfWork.current() == null)));
        gate.countDown();
        end(pool);
        assertThat(seen).containsExactly("true", "true", "true");
    }

    @Test
    void submit_callableThatFails_unitIsThereAndGoneAfterwards() throws Exception {
        ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
        UnitOfWork work = request("one");
        AtomicReference<@Nullable UnitOfWork> seen = new AtomicReference<>();
        Future<Object> failed = within(
                work,
                () -> pool.submit((Callable<Object>) () -> {
                    seen.set(UnitOfWork.current());
                    throw new IllegalStateException("on purpose");
                }));
        assertThatThrownBy(failed::get).hasRootCauseMessage("on purpose");
        assertThat(seen.get()).isSameAs(work);
        assertThat(pool.submit(() -> String.valueOf(UnitOfWork.current())).get())
                .isEqualTo("null");
        end(pool);
    }

    @Test
    void execute_oneLambdaBySeveralUnits_eachRunHasItsOwn() throws Exception {
        ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
        CountDownLatch gate = new CountDownLatch(1);
        pool.execute(() -> awaitQuietly(gate));
        List<@Nullable UnitOfWork> seen = new ArrayList<>();
        Runnable shared = () -> seen.add(UnitOfWork.current());
        UnitOfWork one = request("one");
        UnitOfWork two = request("two");
        within(one, () -> run(() -> pool.execute(shared)));
        pool.execute(shared);
        within(two, () -> run(() -> pool.execute(shared)));
        gate.countDown();
        end(pool);
        assertThat(seen).containsExactly(one, null, two);
    }

    @Test
    void queue_removeAndHooks_seeTheApplicationsObject() throws Exception {
        List<Runnable> hooked = new ArrayList<>();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, SECONDS, new PriorityBlockingQueue<>()) {
            @Override
            protected void beforeExecute(Thread thread, Runnable task) {
                hooked.add(task);
            }
        };
        record Ranked(int rank, Runnable code) implements Runnable, Comparable<Ranked> {
            @Override
            public void run() {
                code.run();
            }

            @Override
            public int compareTo(Ranked other) {
                return Integer.compare(rank, other.rank);
            }
        }
        CountDownLatch gate = new CountDownLatch(1);
        Ranked first = new Ranked(0, () -> awaitQuietly(gate));
        Ranked removed = new Ranked(1, () -> {});
        AtomicReference<@Nullable UnitOfWork> seen = new AtomicReference<>();
        Ranked last = new Ranked(2, () -> seen.set(UnitOfWork.current()));
        UnitOfWork work = request("one");
        within(work, () -> run(() -> List.of(first, last, removed).forEach(pool::execute)));
        assertThat(pool.getQueue()).containsExactly(removed, last);
        assertThat(pool.remove(removed)).isTrue();
        gate.countDown();
        end(pool);
        assertThat(hooked).containsExactly(first, last);
        assertThat(seen.get()).isSameAs(work);
    }

    @Test
    void execute_rejected_leavesNothingBehind() throws Exception {
        ThreadPoolExecutor pool = pool(1, new SynchronousQueue<>());
        CountDownLatch gate = new CountDownLatch(1);
        pool.execute(() -> awaitQuietly(gate));
        List<@Nullable UnitOfWork> seen = new ArrayList<>();
        Runnable shared = () -> seen.add(UnitOfWork.current());
        within(request("one"), () -> {
            assertThatThrownBy(() -> pool.execute(shared)).isInstanceOf(RejectedExecutionException.class);
            return null;
        });
        gate.countDown();
        Await.until("the free worker", PATIENCE, () -> offered(pool, shared));
        end(pool);
        assertThat(seen).containsOnlyNulls().isNotEmpty();
    }

    @Test
    void workerThread_startedWithinARequest_keepsNothingOfIt() throws Exception {
        ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
        within(request("one"), () -> run(() -> pool.prestartAllCoreThreads()));
        assertThat(pool.submit(() -> String.valueOf(UnitOfWork.current())).get())
                .isEqualTo("null");
        within(request("two"), () -> pool.submit(() -> {})).get();
        assertThat(pool.submit(() -> String.valueOf(UnitOfWork.current())).get())
                .isEqualTo("null");
        end(pool);
    }

    @Test
    void execute_byAWorkerThatWasIdleWhenItWasWoven_hasTheUnitOfEachRun() throws Exception {
        unweave();
        ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
        AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
        pool.setThreadFactory(task -> {
            Thread made = new Thread(task);
            worker.set(made);
            return made;
        });
        pool.prestartAllCoreThreads();
        Await.until("the worker", PATIENCE, () -> isWaiting(worker.get()));
        weave();
        List<@Nullable UnitOfWork> seen = new ArrayList<>();
        Runnable shared = () -> seen.add(UnitOfWork.current());
        UnitOfWork one = request("one");
        UnitOfWork two = request("two");
        within(one, () -> run(() -> pool.execute(shared)));
        within(two, () -> run(() -> pool.execute(shared)));
        pool.execute(shared);
        end(pool);
        assertThat(seen).containsExactly(one, two, null);
    }

    private static boolean isWaiting(@Nullable Thread thread) {
        return thread != null && thread.getState() == Thread.State.WAITING;
    }

    @Test
    void schedule_once_carriesTheUnit() throws Exception {
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
        UnitOfWork work = request("one");
        ScheduledFuture<@Nullable UnitOfWork> done =
                within(work, () -> scheduler.schedule(UnitOfWork::current, 1, MILLISECONDS));
        assertThat(done.get()).isSameAs(work);
        assertThat(within(work, () -> scheduler.submit(UnitOfWork::current)).get())
                .isSameAs(work);
        assertThat(ownEnded()).isEmpty();
        end(scheduler);
    }

    @Test
    void scheduleAtFixedRate_withinARequest_eachRunIsATaskOfItsOwn() throws Exception {
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
        UnitOfWork request = request("one");
        List<UnitOfWork> seen = new ArrayList<>();
        IllegalStateException failure = new IllegalStateException("on purpose");
        ScheduledFuture<?> rate = within(
                request,
                () -> scheduler.scheduleAtFixedRate(
                        () -> {
                            seen.add(java.util.Objects.requireNonNull(UnitOfWork.current()));
                            if (seen.size() == 3) {
                                throw failure;
                            }
                        },
                        0,
                        1,
                        MILLISECONDS));
        Await.until("three runs", PATIENCE, () -> ownEnded().size() == 3);
        end(scheduler);
        assertThat(rate.isDone()).isTrue();
        assertThat(seen)
                .doesNotContain(request)
                .doesNotHaveDuplicates()
                .isEqualTo(ownEnded().stream().map(EntryLog.Ended::work).toList());
        assertThat(ownEnded()).extracting(EntryLog.Ended::work).isEqualTo(seen);
        assertThat(seen).extracting(UnitOfWork::kind).containsOnly(UnitOfWork.Kind.TASK);
        assertThat(seen).extracting(UnitOfWork::name).containsOnly(ExecutorTest.class.getName());
        assertThat(ownEnded()).extracting(EntryLog.Ended::failure).containsExactly(null, null, failure);
    }

    @Test
    void schedule_byATaskThatSchedulesItself_startsAnewEachTime() throws Exception {
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
        UnitOfWork request = request("one");
        ConcurrentLinkedQueue<UnitOfWork> seen = new ConcurrentLinkedQueue<>();
        AtomicInteger left = new AtomicInteger(4);
        AtomicReference<@Nullable ScheduledFuture<?>> again = new AtomicReference<>();
        Runnable task = new Runnable() {
            @Override
            public void run() {
                seen.add(java.util.Objects.requireNonNull(UnitOfWork.current()));
                if (left.decrementAndGet() > 0) {
                    again.set(scheduler.schedule(this, 1, MILLISECONDS));
                }
            }
        };
        again.set(within(request, () -> scheduler.schedule(task, 1, MILLISECONDS)));
        Await.until("four runs", PATIENCE, () -> ownEnded().size() == 3);
        end(scheduler);
        assertThat(seen).hasSize(4).doesNotHaveDuplicates().startsWith(request);
    }

    @Test
    void captures_afterManyTasks_areEmpty() throws Exception {
        Captures captures = new Captures();
        WorkerThreads workers = new WorkerThreads(log.entries(), captures);
        UnitOfWork.enter(request("one"));
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < Captures.MOST + 5; i++) {
            captures.submitted(this);
            Runnable task = () -> tasks.add(this::weaveNothing);
            tasks.add(task);
            captures.submitted(task);
        }
        UnitOfWork.enter(null);
        tasks.forEach(task -> {
            workers.begin(task);
            workers.end();
        });
        for (int i = 0; i < Captures.MOST + 5; i++) {
            assertThat(captures.take(this)).isNull();
        }
        assertThat(captures.isEmpty()).isTrue();
        assertThat(UnitOfWork.current()).isNull();
    }

    @Test
    void execute_byManyThreads_noTaskSeesAnothersUnit() throws Exception {
        ThreadPoolExecutor pool = pool(4, new LinkedBlockingQueue<>());
        AtomicInteger wrong = new AtomicInteger();
        AtomicInteger right = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(4);
        List<Thread> submitters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread submitter = new Thread(() -> {
                awaitQuietly(together);
                for (int n = 0; n < 500; n++) {
                    UnitOfWork work = request("one");
                    UnitOfWork.enter(n % 3 == 0 ? null : work);
                    UnitOfWork expected = UnitOfWork.current();
                    pool.execute(() -> (UnitOfWork.current() == expected ? right : wrong).incrementAndGet());
                }
                UnitOfWork.enter(null);
            });
            submitter.start();
            submitters.add(submitter);
        }
        for (Thread submitter : submitters) {
            submitter.join();
        }
        end(pool);
        assertThat(wrong).hasValue(0);
        assertThat(right).hasValue(2000);
    }

    private void weaveNothing() {}

    /** Who runs the tests may have tasks of its own. */
    private List<EntryLog.Ended> ownEnded() {
        return log.ended.stream()
                .filter(each -> each.name().startsWith(ExecutorTest.class.getName()))
                .toList();
    }

    private static boolean offered(ThreadPoolExecutor pool, Runnable task) {
        try {
            pool.execute(task);
            return true;
        } catch (RejectedExecutionException stillBusy) {
            return false;
        }
    }

    private static @Nullable Object run(Runnable code) {
        code.run();
        return null;
    }

    private static void end(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        assertThat(pool.awaitTermination(10, SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await(10, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitQuietly(CyclicBarrier barrier) {
        try {
            barrier.await(10, SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

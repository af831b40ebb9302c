package dev.covet.instrumentation.entry.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Spring's executors and schedulers, which stand on those of the JDK. */
class SpringTasksTest extends Tasks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration OFTEN = Duration.ofMillis(1);

    private final UnitOfWork request = request("one");
    private final Queue<UnitOfWork> seen = new ConcurrentLinkedQueue<>();

    private void look() {
        UnitOfWork current = UnitOfWork.current();
        if (current != null) {
            seen.add(current);
        }
    }

    private void awaitRuns(int runs) {
        Await.until(runs + " runs", PATIENCE, () -> seen.size() >= runs);
    }

    private List<UnitOfWork> ended() {
        return log.ended.stream().map(each -> each.work()).toList();
    }

    @Test
    void threadPoolTaskExecutor_carriesTheUnit() throws Exception {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.initialize();
        within(request, () -> {
            executor.execute(this::look);
            executor.submit(this::look).get();
            executor.submitCompletable(this::look).get();
            return null;
        });
        awaitRuns(3);
        executor.shutdown();
        assertThat(seen).containsOnly(request);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void simpleAsyncTaskExecutor_ofEitherThreads_carriesTheUnit(boolean virtual) throws Exception {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
        executor.setVirtualThreads(virtual && Runtime.version().feature() >= 21);
        within(request, () -> {
            executor.execute(this::look);
            executor.submit(this::look).get();
            return null;
        });
        awaitRuns(2);
        executor.close();
        assertThat(seen).containsOnly(request);
    }

    @Test
    void threadPoolTaskScheduler_carriesOnceAndRepeatsAnew() throws Exception {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.initialize();
        within(request, () -> scheduler.schedule(this::look, Instant.now()));
        awaitRuns(1);
        assertThat(seen).containsExactly(request);
        within(request, () -> scheduler.scheduleWithFixedDelay(this::look, OFTEN));
        awaitRuns(4);
        scheduler.shutdown();
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen).extracting(UnitOfWork::kind).contains(UnitOfWork.Kind.TASK);
        Await.until(
                "the ends",
                PATIENCE,
                () -> ended().containsAll(seen.stream().skip(1).toList()));
        assertThat(ended()).doesNotContain(request);
        assertThat(seen.stream().skip(1).map(UnitOfWork::name)).containsOnly(SpringTasksTest.class.getName());
    }

    @Test
    void simpleAsyncTaskScheduler_eachRunIsATaskOfItsOwn() throws Exception {
        try (SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler()) {
            scheduler.setVirtualThreads(Runtime.version().feature() >= 21);
            within(request, () -> scheduler.scheduleAtFixedRate(this::look, OFTEN));
            awaitRuns(3);
        }
        assertThat(seen).doesNotHaveDuplicates().doesNotContain(request);
    }

    @Test
    void scheduledMethod_eachRunIsATaskNamedAfterIt() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(SpringTasksTest.class, () -> this);
            context.registerBean(Nightly.class, () -> new Nightly(this));
            context.register(Scheduling.class);
            context.refresh();
            awaitRuns(3);
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen).extracting(UnitOfWork::kind).containsOnly(UnitOfWork.Kind.TASK);
        assertThat(seen).extracting(UnitOfWork::name).containsOnly(Nightly.class.getName() + ".run");
    }

    @EnableScheduling
    private static final class Scheduling {}

    /** A bean. */
    public static class Nightly {
        private final SpringTasksTest test;

        Nightly(SpringTasksTest test) {
            this.test = test;
        }

        @Scheduled(fixedDelay = 1)
        public void run() {
            test.look();
        }
    }
}

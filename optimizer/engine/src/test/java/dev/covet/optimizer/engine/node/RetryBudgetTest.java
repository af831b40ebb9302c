package dev.covet.optimizer.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong clock = new AtomicLong(-12 * SECOND);
    private final RetryBudget budget = new RetryBudget(clock::get);

    private boolean again() {
        return budget.tryAgain(0, Long.MAX_VALUE, 0);
    }

    private int retries(int asked) {
        int granted = 0;
        for (int i = 0; i < asked; i++) {
            granted += again() ? 1 : 0;
        }
        return granted;
    }

    private void attempts(int count) {
        for (int i = 0; i < count; i++) {
            budget.attempted();
        }
    }

    @Test
    void tenthOfTheAttempts_andOneForNothing() {
        assertThat(retries(5)).isEqualTo(RetryBudget.FREE);
        attempts(100);
        assertThat(retries(50)).isEqualTo(10);
        assertThat(retries(50)).isZero();
    }

    @Test
    void attemptsOfLongAgo_payForNothing() {
        attempts(1_000);
        clock.addAndGet(5 * SECOND);
        assertThat(retries(10)).isEqualTo(10);
        clock.addAndGet(5 * SECOND);
        // The attempts are forgotten, the retries are not yet.
        assertThat(retries(10)).isZero();
        clock.addAndGet(5 * SECOND);
        assertThat(retries(10)).isEqualTo(RetryBudget.FREE);
    }

    @Test
    void secondRetryOfACall_isNever() {
        attempts(1_000);
        assertThat(budget.tryAgain(1, Long.MAX_VALUE, 0)).isFalse();
    }

    @Test
    void deadlineThatIsTooNear_costsNothing() {
        attempts(100);
        long now = clock.get();
        assertThat(budget.tryAgain(0, now + 10, 10)).isFalse();
        assertThat(budget.tryAgain(0, now - 1, 0)).isFalse();
        assertThat(budget.tryAgain(0, now + 11, 10)).isTrue();
        assertThat(retries(100)).isEqualTo(10);
    }

    @Test
    void manyThreads_getNoMoreThanOne() throws InterruptedException {
        attempts(10_000);
        AtomicInteger granted = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                try {
                    go.await();
                    granted.addAndGet(retries(1_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            threads.add(thread);
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(granted).hasValue(1_000 + RetryBudget.FREE);
    }
}

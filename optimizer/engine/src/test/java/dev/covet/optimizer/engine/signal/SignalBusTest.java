package dev.covet.optimizer.engine.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalBusTest {
    private record Numbered(int writer, int number) implements Signal {}

    private record Heavy(long bytes) implements Signal {}

    private final AtomicInteger failures = new AtomicInteger();
    private final SignalBus bus = new SignalBus(64, error -> failures.incrementAndGet());

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void post_withoutSink_keepsNothingAndDropsNothing() {
        for (int i = 0; i < 1000; i++) {
            bus.post(new Numbered(0, i));
        }

        assertThat(bus.dropped()).isZero();
        assertThat(bus.delivered()).isZero();
    }

    @Test
    void post_sinkIsStuck_dropsWhatDoesNotFitAndCountsEach() throws InterruptedException {
        CountDownLatch stuck = stickAtFirstSignal();

        for (int i = 1; i <= 100; i++) {
            bus.post(new Numbered(0, i));
        }

        assertThat(bus.dropped()).isEqualTo(100 - 64);
        stuck.countDown();
        assertThat(bus.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(bus.delivered()).isEqualTo(1 + 64);
    }

    @Test
    void post_sinkIsStuck_heavySignalsAreBoundedInBytes() throws InterruptedException {
        CountDownLatch stuck = stickAtFirstSignal();

        for (int i = 0; i < 40; i++) {
            bus.post(new Heavy(2L << 20));
        }
        assertThat(bus.waitingBytes()).isEqualTo(16L << 20);
        assertThat(bus.dropped()).isEqualTo(32);
        bus.post(new Numbered(0, 1));
        assertThat(bus.dropped()).as("a usual one still fits").isEqualTo(32);

        stuck.countDown();
        assertThat(bus.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(bus.delivered()).isEqualTo(1 + 8 + 1);
        bus.post(new Heavy(100L << 20));
        assertThat(bus.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(bus.delivered()).as("alone it may be of any size").isEqualTo(11);
    }

    @Test
    void post_ringIsFull_heavySignalLeavesNothingBehind() throws InterruptedException {
        CountDownLatch stuck = stickAtFirstSignal();
        for (int i = 0; i < 64; i++) {
            bus.post(new Numbered(0, i));
        }
        bus.post(new Heavy(1_000));
        assertThat(bus.waitingBytes()).isZero();
        assertThat(bus.dropped()).isOne();
        stuck.countDown();
        assertThat(bus.flush(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void post_manyWriters_eachSignalIsDeliveredOrCountedAndOrderIsKept() throws InterruptedException {
        int writers = 4;
        int each = 50_000;
        int[] last = new int[writers];
        java.util.Arrays.fill(last, -1);
        AtomicInteger outOfOrder = new AtomicInteger();
        bus.add(signal -> {
            Numbered numbered = (Numbered) signal;
            if (numbered.number() <= last[numbered.writer()]) {
                outOfOrder.incrementAndGet();
            }
            last[numbered.writer()] = numbered.number();
        });
        List<Thread> threads = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int number = writer;
            threads.add(new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    bus.post(new Numbered(number, i));
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(bus.flush(Duration.ofSeconds(10))).isTrue();

        assertThat(bus.delivered() + bus.dropped()).isEqualTo((long) writers * each);
        assertThat(bus.delivered()).isPositive();
        assertThat(outOfOrder).hasValue(0);
    }

    @Test
    void accept_sinkThrows_othersGetTheSignalAndItIsCounted() {
        List<Signal> got = new ArrayList<>();
        bus.add(signal -> {
            throw new IllegalStateException("planted");
        });
        bus.add(got::add);

        bus.post(new Numbered(0, 1));

        assertThat(bus.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(got).hasSize(1);
        assertThat(failures).hasValue(1);
    }

    @Test
    void idle_nothingWaits_sinkIsTold() throws InterruptedException {
        CountDownLatch idle = new CountDownLatch(1);
        bus.add(new SignalSink() {
            @Override
            public void accept(Signal signal) {}

            @Override
            public void idle() {
                idle.countDown();
            }
        });

        bus.post(new Numbered(0, 1));

        assertThat(idle.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }

    /** A sink that holds its first signal until the latch is counted down. */
    private CountDownLatch stickAtFirstSignal() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        bus.add(signal -> {
            entered.countDown();
            awaitQuietly(stuck);
        });
        bus.post(new Numbered(0, 0));
        entered.await();
        return stuck;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

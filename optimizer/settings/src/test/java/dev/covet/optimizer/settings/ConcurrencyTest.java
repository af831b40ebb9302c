package dev.covet.optimizer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {
    private static final int RELOADS = 100;
    private static final int CHANGES = 1_000;

    @TempDir
    Path folder;

    private record Pair(String name, long limit) {
        boolean fits() {
            return name.equals("n" + limit);
        }
    }

    private static Pair pair(Settings settings) {
        return new Pair(settings.get(Keys.SERVICE), settings.get(Keys.LIMIT));
    }

    /** Two values that belong together are never seen apart, and updates arrive in the order they happened. */
    @Test
    void readers_duringReloadsAndOverrides_seeWholeSnapshots() throws Exception {
        Bench bench = new Bench(folder).yaml("service: {name: n0}\nroute: {limit: 0}\n");
        SettingsWatch watch = bench.open();
        LiveSettings<Pair> live = watch.live(ConcurrencyTest::pair);
        List<Long> told = Collections.synchronizedList(new ArrayList<>());
        watch.listen(update -> told.add(update.settings().get(Keys.LIMIT)));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(() -> read(watch, live, done)));
            }
            Future<?> switcher = threads.submit(() -> {
                for (int i = 0; i < 20 * RELOADS; i++) {
                    watch.override("log.level", "debug", "JMX");
                    watch.reset("log.level");
                }
            });
            for (int i = 1; i <= RELOADS; i++) {
                bench.yaml("service: {name: n" + i + "}\nroute: {limit: " + i + "}\n");
                watch.poll();
            }
            done.set(true);
            switcher.get(30, TimeUnit.SECONDS);
            for (Future<Long> reader : readers) {
                assertThat(reader.get(30, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
        assertThat(told).isSorted().contains((long) RELOADS);
        assertThat(live.now()).isEqualTo(new Pair("n" + RELOADS, RELOADS));
    }

    /** One thread tells the listeners; what the others change meanwhile waits in a few updates and loses nothing. */
    @Test
    void manyChanges_whileAListenerIsBusy_areToldInFewUpdates() throws Exception {
        SettingsWatch watch = new Bench(folder).open();
        CountDownLatch busy = new CountDownLatch(1);
        Semaphore go = new Semaphore(0);
        List<SettingsListener.Update> told = new ArrayList<>();
        watch.listen(update -> {
            busy.countDown();
            go.acquireUninterruptibly();
            told.add(update);
        });
        Thread teller = new Thread(() -> watch.override("route.limit", "1", "JMX"));
        teller.start();
        assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();
        for (int i = 2; i <= CHANGES; i++) {
            watch.override("route.limit", Integer.toString(i), "JMX");
        }
        go.release(CHANGES);
        teller.join(30_000);

        assertThat(told).hasSizeBetween(2, 20);
        List<SettingChange> changes =
                told.stream().flatMap(update -> update.changes().stream()).toList();
        for (int i = 1; i < changes.size(); i++) {
            assertThat(changes.get(i).before()).isEqualTo(changes.get(i - 1).after());
        }
        assertThat(changes.get(changes.size() - 1).after()).isEqualTo(Integer.toString(CHANGES));
    }

    private static long read(SettingsWatch watch, LiveSettings<Pair> live, AtomicBoolean done) {
        long reads = 0;
        while (!done.get() || reads == 0) {
            assertThat(pair(watch.settings()).fits()).isTrue();
            assertThat(live.now().fits()).isTrue();
            reads++;
        }
        return reads;
    }
}

package dev.covet.optimizer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class SqlTextCacheTest {
    @Test
    void of_sameText_isReadOnce() {
        SqlTextCache cache = new SqlTextCache();
        SqlText first = cache.of("SELECT 1", Dialect.H2);

        assertThat(cache.of(String.valueOf("SELECT 1".toCharArray()), Dialect.H2))
                .isSameAs(first);
        assertThat(cache.of("SELECT 1", Dialect.MYSQL)).isNotSameAs(first);
        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.bytes()).isEqualTo(first.bytes() * 2);
    }

    @Test
    void forEach_givesAllThatAreKept() {
        SqlTextCache cache = new SqlTextCache(2, 1 << 20);
        for (int i = 0; i < 5; i++) {
            cache.of("SELECT " + i, Dialect.H2);
        }
        cache.of("SELECT 5", Dialect.MYSQL);
        List<String> kept = new ArrayList<>();
        cache.forEach(text -> kept.add(text.sql()));

        assertThat(kept).containsExactlyInAnyOrder("SELECT 4", "SELECT 5");
    }

    @Test
    void of_knownText_allocatesNothing() {
        SqlTextCache cache = new SqlTextCache();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SqlText first = cache.of("SELECT 1", Dialect.H2);
        boolean same = true;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100_000; i++) {
            same &= cache.of("SELECT 1", Dialect.H2) == first;
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
        assertThat(same).isTrue();
    }

    @Test
    void of_manyDistinctTexts_staysWithinBoundsAndKeepsTheUsed() {
        SqlTextCache cache = new SqlTextCache();
        SqlText hot = cache.of("SELECT hot", Dialect.H2);
        for (int i = 0; i < 50_000; i++) {
            cache.of("SELECT " + i, Dialect.H2);
            assertThat(cache.of("SELECT hot", Dialect.H2)).isSameAs(hot);
            assertThat(cache.size() <= 2_000 && cache.bytes() <= 4L << 20).isTrue();
        }
        assertThat(cache.size()).isEqualTo(2_000);
    }

    @Test
    void of_longTexts_areBoundedByBytes() {
        SqlTextCache cache = new SqlTextCache(1_000, 100_000);
        for (int i = 0; i < 1_000; i++) {
            cache.of("SELECT " + i + "x".repeat(5_000), Dialect.H2);
            assertThat(cache.bytes()).isLessThanOrEqualTo(100_000);
        }
        assertThat(cache.size()).isBetween(5, 20);
    }

    @Test
    void of_textBeyondTenKibibytes_isReadAndNotKept() {
        SqlTextCache cache = new SqlTextCache();
        String sql = "SELECT * FROM t WHERE a = '" + "x".repeat(10 * 1024) + "'";

        assertThat(cache.of(sql, Dialect.H2).queryText()).isEqualTo("SELECT * FROM t WHERE a = ?");
        assertThat(cache.size()).isZero();
    }

    @Test
    void of_noRoom_readsAnyway() {
        SqlTextCache cache = new SqlTextCache(0, 0);

        assertThat(cache.of("SELECT 1", Dialect.H2).summary()).isEqualTo("SELECT");
        assertThat(cache.size()).isZero();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void of_severalThreads_keepsTheBounds() throws Exception {
        SqlTextCache cache = new SqlTextCache(50, 1 << 20);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Randoms randoms = new Randoms(thread);
            running.add(threads.submit(() -> {
                start.await();
                for (int i = 0; i < 20_000; i++) {
                    String sql = "SELECT " + randoms.next(200);
                    assertThat(cache.of(sql, Dialect.H2).sql()).isEqualTo(sql);
                    assertThat(cache.size()).isLessThanOrEqualTo(50);
                }
                return null;
            }));
        }
        start.countDown();
        for (Future<?> future : running) {
            future.get();
        }
        threads.shutdown();
        assertThat(cache.size()).isEqualTo(50);
    }
}

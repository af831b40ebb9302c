package dev.covet.optimizer.features.cache.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CacheReportTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Object since = new Object();

    private Outcomes outcomes(String... words) {
        Outcomes made = new Outcomes(since);
        for (String word : words) {
            made.add(word, MILLI);
        }
        return made;
    }

    private static CacheReport.Asked asked(String sql, Outcomes outcomes, String... against) {
        return new CacheReport.Asked(SqlText.of(sql, Dialect.POSTGRESQL), "shop", Arrays.asList(against), outcomes);
    }

    @Test
    void dearestQuery_comesFirst_withItsReasons() {
        CacheReport report = new CacheReport(List.of(
                asked("select name from pet where id = 7", outcomes("would hit", "would miss", "would hit")),
                asked("select now()\n  from pet", outcomes("text", "text", "text", "text"), "it tells the time"),
                asked("select 1", outcomes())));

        assertThat(report.text(5)).isEqualToNormalizingNewlines("""
                Queries: 7 times, 7.0 ms; of these 2 (29 %) and 2.0 ms (29 %) need not have reached the database
                   4.0 ms, 4 times "text": its text speaks against it
                   2.0 ms, 2 times "would hit": could have been answered
                   1.0 ms, 1 times "would miss": asked for the first time, or its tables were changed since; the next could be answered

                1. select now() from pet (FIRST, database shop)
                   asked: 4 times, 4.0 ms; of these 0 (0 %) and 0.0 ms (0 %) need not have reached the database
                      4.0 ms, 4 times "text": its text speaks against it
                   against it: it tells the time

                2. select name from pet where id = ? (SECOND, database shop)
                   asked: 3 times, 3.0 ms; of these 2 (67 %) and 2.0 ms (67 %) need not have reached the database
                      2.0 ms, 2 times "would hit": could have been answered
                      1.0 ms, 1 times "would miss": asked for the first time, or its tables were changed since; the next could be answered
                """.replace("FIRST", print("select now()\n  from pet"))
                .replace("SECOND", print("select name from pet where id = 7")));
        assertThat(report.text(1)).contains("Of 2 texts 1 are shown.").doesNotContain("2. ");
    }

    private static String print(String sql) {
        return SqlText.of(sql, Dialect.POSTGRESQL).fingerprint().hex().substring(0, 8);
    }

    @Test
    void wordThatNobodyKnows_isShownAsItIs() {
        assertThat(new CacheReport(List.of(asked("select 1", outcomes("odd")))).text(1))
                .contains("1 times \"odd\"\n");
    }

    @Test
    void nothingAsked_saysSo() {
        assertThat(new CacheReport(List.of(asked("select 1", outcomes()))).text(5))
                .startsWith("No query was asked");
    }

    @Test
    void manyThreads_loseNothing() throws InterruptedException {
        Outcomes made = new Outcomes(since);
        List<Thread> threads = List.of(
                new Thread(() -> add(made, "hit", "miss")),
                new Thread(() -> add(made, "miss", "hit")),
                new Thread(() -> add(made, "late", "hit")));
        threads.forEach(Thread::start);
        for (Thread each : threads) {
            each.join();
        }

        assertThat(made.sums())
                .extracting(Outcomes.Sum::outcome, Outcomes.Sum::count)
                .containsExactlyInAnyOrder(tuple("hit", 30_000L), tuple("miss", 20_000L), tuple("late", 10_000L));
    }

    private static void add(Outcomes to, String one, String other) {
        for (int i = 0; i < 10_000; i++) {
            to.add(one, 1);
            to.add(other, 1);
        }
    }
}

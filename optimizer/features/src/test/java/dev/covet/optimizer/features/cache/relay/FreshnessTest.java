package dev.covet.optimizer.features.cache.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FreshnessTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(30);
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int MANY = 20;

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.on(PostgresServer::start, connection -> {});

    private final ExecutorService threads = Executors.newFixedThreadPool(MANY);
    private Connection asking;
    private ScriptedFeed feed;
    private Freshness freshness;

    @BeforeEach
    void open() throws SQLException {
        asking = FILLED.database().connect();
        feed = new ScriptedFeed(asking);
        freshness = new Freshness(feed, System::nanoTime, "one");
    }

    @AfterEach
    void close() throws SQLException {
        threads.shutdownNow();
        freshness.close();
        asking.close();
    }

    @Test
    void since_whenAllIsTold_isATimeAfter() {
        long start = System.nanoTime();

        OptionalLong told = freshness.since(start, LONG);

        assertThat(told.orElseThrow() - start).isNotNegative();
        assertThat(freshness.usual()).isPositive();
    }

    @Test
    void since_whatIsKnownAlready_asksNothing() {
        long start = System.nanoTime();
        OptionalLong told = freshness.since(start, LONG);

        assertThat(freshness.since(start, LONG)).isEqualTo(told);
        assertThat(feed.moments()).isEqualTo(1);
        assertThat(freshness.since(System.nanoTime(), LONG)).isPresent();
        assertThat(feed.moments()).isEqualTo(2);
    }

    @Test
    void since_whenSomethingIsNotTold_isUnknown() {
        feed.reaches(false);

        assertThat(freshness.since(System.nanoTime(), SHORT)).isEmpty();
        assertThat(freshness.isBroken()).isFalse();
        assertThat(freshness.isWaited()).isFalse();
    }

    @Test
    void since_ofAnotherServer_isUnknown() {
        feed.origin("two");

        assertThat(freshness.since(System.nanoTime(), LONG)).isEmpty();
    }

    @Test
    void since_whenTheWitnessIsLost_isUnknownEverAfter() {
        feed.answers(false);

        assertThat(freshness.since(System.nanoTime(), LONG)).isEmpty();

        assertThat(freshness.isBroken()).isTrue();
        feed.answers(true);
        assertThat(freshness.since(System.nanoTime(), LONG)).isEmpty();
    }

    /** The first asks for itself, the next for all the others, who came meanwhile. */
    @Test
    void since_forMany_isAskedForAllOfThemAtOnce() throws Exception {
        feed.reaches(false);
        List<Future<OptionalLong>> many = new ArrayList<>();
        many.add(threads.submit(() -> freshness.since(System.nanoTime(), LONG)));
        Await.until("the first to ask", Duration.ofSeconds(30), freshness::isWaited);
        for (int i = 1; i < MANY; i++) {
            many.add(threads.submit(() -> freshness.since(System.nanoTime(), LONG)));
        }
        Await.until("the others to wait", Duration.ofSeconds(30), () -> freshness.waiting() == MANY - 1);

        feed.reaches(true);

        for (Future<OptionalLong> each : many) {
            assertThat(each.get()).isPresent();
        }
        assertThat(feed.moments()).isEqualTo(2);
    }

    @Test
    void since_whenTheAskingThreadIsStuck_waitsNoLonger() throws Exception {
        feed.reaches(false);
        Future<OptionalLong> stuck = threads.submit(() -> freshness.since(System.nanoTime(), LONG));
        Await.until("the first to ask", Duration.ofSeconds(30), freshness::isWaited);

        assertThat(freshness.since(System.nanoTime(), SHORT)).isEmpty();

        feed.reaches(true);
        assertThat(stuck.get()).isPresent();
    }
}

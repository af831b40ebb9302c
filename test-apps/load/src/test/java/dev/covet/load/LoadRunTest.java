package dev.covet.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.load.report.Ending;
import dev.covet.load.report.LoadReport;
import dev.covet.load.workload.RequestSequence;
import dev.covet.load.workload.Workload;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs against a real server: what is sent, when a run ends, and what is counted. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LoadRunTest {
    private static final Workload MIXED = Workload.parse(
            "mixed", "3 GET /a/{1..9}\n2 GET /b?word={x|y}\n1 POST /c {\"n\":{1..1000},\"id\":\"{number}\"}");
    private static final Workload ONE = Workload.parse("one", "1 GET /one");

    @Test
    void run_oneUser_sendsTheSequenceOfTheSeed() throws Exception {
        try (TestServer server = TestServer.answering(200)) {
            new LoadRun(settings(server, MIXED)
                            .pace(users(1))
                            .seed(7)
                            .maxRequests(40)
                            .build())
                    .run();

            assertThat(server.requests()).isEqualTo(sequence(7, 40));
        }
    }

    @Test
    void run_manyUsers_sendsTheSameRequestsInAnyOrder() throws Exception {
        try (TestServer server = TestServer.answering(200)) {
            new LoadRun(settings(server, MIXED)
                            .pace(users(8))
                            .seed(7)
                            .maxRequests(200)
                            .build())
                    .run();

            assertThat(server.requests()).containsExactlyInAnyOrderElementsOf(sequence(7, 200));
        }
    }

    @Test
    void run_countReached_endsByCount() throws Exception {
        try (TestServer server = TestServer.answering(200)) {
            LoadReport report = new LoadRun(settings(server, ONE)
                            .pace(users(4))
                            .maxRequests(101)
                            .build())
                    .run();

            assertThat(server.requests()).hasSize(101);
            assertThat(report.ending()).isEqualTo(Ending.COUNT);
            assertThat(report.sent()).isEqualTo(101);
            assertThat(report.total().requests()).isEqualTo(101);
            assertThat(report.total().errors()).isEmpty();
        }
    }

    @Test
    void run_realTimeOver_endsByTime() throws Exception {
        try (TestServer server = TestServer.answering(200)) {
            LoadReport report = new LoadRun(settings(server, ONE)
                            .pace(users(2))
                            .duration(Duration.ofMillis(300))
                            .maxRequests(1_000_000_000)
                            .build())
                    .run();

            assertThat(report.ending()).isEqualTo(Ending.TIME);
            assertThat(report.measured()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(report.sent()).isEqualTo(server.requests().size());
        }
    }

    @Test
    void closedLoop_thinkTime_spacesTheRequests() throws Exception {
        try (TestServer server = TestServer.answering(200)) {
            LoadReport report = runByHand(settings(server, ONE)
                    .pace(new Pace.Closed(1, Duration.ofMillis(100)))
                    .duration(Duration.ofSeconds(1)));

            assertThat(server.requests()).hasSize(10);
            assertThat(report.ending()).isEqualTo(Ending.TIME);
            assertThat(report.measured()).isEqualTo(Duration.ofSeconds(1));
            assertThat(report.total().perSecond()).isEqualTo(10);
        }
    }

    @Test
    void openLoop_fastTarget_sendsAtTheRate() throws Exception {
        try (TestServer server = TestServer.answering(200)) {
            LoadReport report =
                    runByHand(settings(server, ONE).pace(new Pace.Open(20, 1)).duration(Duration.ofSeconds(2)));

            assertThat(server.requests()).hasSize(40);
            assertThat(report.unsent()).isZero();
            assertThat(report.total().latency().max()).isLessThan(0.01);
        }
    }

    @Test
    void warmUp_requestsOfIt_areSentAndNotRecorded() throws Exception {
        try (TestServer server = TestServer.answering(200)) {
            LoadReport report = runByHand(settings(server, ONE)
                    .pace(new Pace.Open(10, 1))
                    .warmUp(Duration.ofSeconds(2))
                    .duration(Duration.ofSeconds(3)));

            assertThat(server.requests()).hasSize(50);
            assertThat(report.sent()).isEqualTo(50);
            assertThat(report.total().requests()).isEqualTo(30);
            assertThat(report.warmUp()).isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void warmUp_countReachedInIt_recordsNothing() throws Exception {
        try (TestServer server = TestServer.answering(200)) {
            LoadReport report = runByHand(settings(server, ONE)
                    .pace(new Pace.Open(10, 1))
                    .warmUp(Duration.ofSeconds(2))
                    .maxRequests(5));

            assertThat(report.sent()).isEqualTo(5);
            assertThat(report.total().requests()).isZero();
            assertThat(report.measured()).isZero();
        }
    }

    /** The mistake that an open loop exists to avoid: one stall of a second hides 99 requests that would have waited. */
    @Test
    void closedLoop_targetStalls_oneRequestShowsIt() throws Exception {
        LoadReport report = runWithStall(new Pace.Closed(1, Duration.ofMillis(10)));

        assertThat(report.total().latency().max()).isBetween(1000.0, 1001.0);
        assertThat(report.total().latency().p90()).isLessThan(1);
        assertThat(report.total().requests()).isEqualTo(100);
    }

    @Test
    void openLoop_targetStalls_everyRequestThatWaitedShowsIt() throws Exception {
        LoadReport report = runWithStall(new Pace.Open(100, 1));

        // Due each 10 ms, answered at once after 1 s: they waited 1000, 990, … 10, and then 100 did not wait.
        assertThat(report.total().requests()).isEqualTo(200);
        assertThat(report.total().latency().max()).isBetween(1000.0, 1001.0);
        assertThat(report.total().latency().p99()).isBetween(980.0, 991.0);
        assertThat(report.total().latency().p90()).isBetween(800.0, 811.0);
        assertThat(report.unsent()).isZero();
    }

    @Test
    void openLoop_targetStallsInRealTime_waitingIsPartOfTheLatency() throws Exception {
        CountDownLatch resume = new CountDownLatch(1);
        try (TestServer server = TestServer.answering(path -> {
            resume.await();
            return 200;
        })) {
            LoadSettings settings = settings(server, ONE)
                    .pace(new Pace.Open(50, 1))
                    .maxRequests(5)
                    .reportEvery(Duration.ofMillis(100))
                    .build();

            // The first progress report comes after 100 ms. Then the third of five requests has waited for 60 ms.
            LoadReport report = new LoadRun(settings, progress -> resume.countDown()).run();

            assertThat(report.total().requests()).isEqualTo(5);
            assertThat(report.total().latency().p50()).isGreaterThan(59);
            assertThat(report.total().latency().max()).isGreaterThan(99);
        }
    }

    @Test
    void openLoop_targetBehindAtTheEnd_countsWhatWasNeverSent() throws Exception {
        ManualClock clock = new ManualClock();
        try (TestServer server = TestServer.answering(path -> {
            clock.pass(Duration.ofSeconds(1));
            return 200;
        })) {
            LoadReport report = new LoadRun(
                            settings(server, ONE)
                                    .pace(new Pace.Open(10, 1))
                                    .duration(Duration.ofSeconds(3))
                                    .build(),
                            progress -> {},
                            clock)
                    .run();

            assertThat(report.ending()).isEqualTo(Ending.TIME);
            assertThat(report.sent()).isEqualTo(3);
            assertThat(report.unsent()).isEqualTo(27);
        }
    }

    @Test
    void errors_statusesAndTimeouts_areCountedByKindAndCause() throws Exception {
        Workload workload = Workload.parse(
                "errors", "1 GET /fine\n1 GET /missing\n1 POST 409 /conflict\n1 GET /moved\n1 GET /stuck");
        try (TestServer server = troubledServer()) {
            LoadReport report = new LoadRun(settings(server, workload)
                            .pace(users(4))
                            .maxRequests(20)
                            .timeout(Duration.ofSeconds(2))
                            .build())
                    .run();

            assertThat(report.kinds())
                    .extracting(kind -> kind.kind() + " " + kind.errors().keySet())
                    .containsExactly(
                            "GET /fine []",
                            "GET /missing [status 404]",
                            "POST /conflict []",
                            "GET /moved []",
                            "GET /stuck [timeout]");
            assertThat(report.kinds())
                    .filteredOn(kind -> !kind.errors().isEmpty())
                    .allMatch(kind -> kind.errorShare() == 1);
            assertThat(report.total().requests()).isEqualTo(20);
            assertThat(report.total().errorCount())
                    .isEqualTo(report.kinds().get(1).requests()
                            + report.kinds().get(4).requests())
                    .isPositive();
            // A timeout counts with the time that the user waited.
            assertThat(report.kinds().get(4).latency().p50()).isGreaterThanOrEqualTo(1999);
        }
    }

    /** Each path is answered in its own way, or never. */
    private static TestServer troubledServer() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        return TestServer.answering(path -> switch (path) {
            case "/missing" -> 404;
            case "/conflict" -> 409;
            case "/moved" -> 302;
            case "/stuck" -> {
                never.await();
                yield 200;
            }
            default -> 200;
        });
    }

    @Test
    void errors_targetGoesAway_areCountedAndTheRunEnds() throws Exception {
        CompletableFuture<TestServer> running = new CompletableFuture<>();
        AtomicInteger answered = new AtomicInteger();
        try (TestServer server = TestServer.answering(path -> {
            if (answered.incrementAndGet() == 5) {
                running.join().close();
            }
            return 200;
        })) {
            running.complete(server);
            LoadReport report = new LoadRun(
                            settings(server, ONE).pace(users(1)).maxRequests(20).build())
                    .run();

            assertThat(report.ending()).isEqualTo(Ending.COUNT);
            assertThat(report.total().errors()).containsKey("ConnectException");
            assertThat(report.total().errorCount()).isBetween(15L, 16L);
        }
    }

    @Test
    void stop_requestUnderWay_isAbandonedAndTheReportComes() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<LoadRun> running = new CompletableFuture<>();
        try (TestServer server = TestServer.answering(path -> {
            if (path.equals("/one?n=3")) {
                running.join().stop();
                never.await();
            }
            return 200;
        })) {
            LoadRun run = new LoadRun(settings(server, Workload.parse("stop", "1 GET /one?n={number}"))
                    .pace(users(1))
                    .build());
            running.complete(run);

            LoadReport report = run.run();

            assertThat(report.ending()).isEqualTo(Ending.STOPPED);
            assertThat(report.total().requests()).isEqualTo(3);
            assertThat(report.total().errors()).isEmpty();
            assertThat(report.abandoned()).isEqualTo(1);
            assertThat(report.sent()).isEqualTo(4);
        }
    }

    @Test
    void stop_beforeRun_sendsNothing() throws Exception {
        try (TestServer server = TestServer.answering(200)) {
            LoadRun run = new LoadRun(settings(server, ONE).build());
            run.stop();
            LoadReport report = run.run();
            assertThat(report.ending()).isEqualTo(Ending.STOPPED);
            assertThat(report.sent()).isZero();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void run_secondTime_isRefused() throws Exception {
        try (TestServer server = TestServer.answering(200)) {
            LoadRun run = new LoadRun(settings(server, ONE).maxRequests(1).build());
            run.run();
            assertThatThrownBy(run::run).isInstanceOf(IllegalStateException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void run_nothingListens_saysSoAndWhatToDo() throws Exception {
        URI address;
        try (TestServer server = TestServer.answering(200)) {
            address = server.address();
        }
        LoadRun run = new LoadRun(LoadSettings.of(address).build());
        assertThatThrownBy(run::run)
                .isInstanceOf(LoadProblem.class)
                .hasMessage("cannot reach " + address + ": Connection refused. Start the application, or correct host"
                        + " and port in --url.");
    }

    @Test
    void run_targetWithPath_prefixesEachRequest() throws Exception {
        try (TestServer server = TestServer.answering(200)) {
            new LoadRun(LoadSettings.of(server.address().resolve("/shop/"))
                            .workload(ONE)
                            .warmUp(Duration.ZERO)
                            .maxRequests(1)
                            .build())
                    .run();
            assertThat(server.requests()).containsExactly("GET /shop/one");
        }
    }

    private static LoadReport runWithStall(Pace pace) throws Exception {
        ManualClock clock = new ManualClock();
        AtomicInteger answered = new AtomicInteger();
        try (TestServer server = TestServer.answering(path -> {
            if (answered.getAndIncrement() == 0) {
                clock.pass(Duration.ofSeconds(1));
            }
            return 200;
        })) {
            LoadSettings settings = settings(server, ONE)
                    .pace(pace)
                    .duration(Duration.ofSeconds(2))
                    .build();
            return new LoadRun(settings, progress -> {}, clock).run();
        }
    }

    private static LoadReport runByHand(LoadSettings.Builder settings) throws Exception {
        return new LoadRun(settings.build(), progress -> {}, new ManualClock()).run();
    }

    private static LoadSettings.Builder settings(TestServer server, Workload workload) {
        return LoadSettings.of(server.address()).workload(workload).warmUp(Duration.ZERO);
    }

    private static Pace users(int users) {
        return new Pace.Closed(users, Duration.ZERO);
    }

    private static List<String> sequence(long seed, long count) {
        RequestSequence sequence = new RequestSequence(MIXED, seed);
        return LongStream.range(0, count)
                .mapToObj(number -> sequence.request(number).toString().replaceFirst("^\\d+ ", ""))
                .toList();
    }
}

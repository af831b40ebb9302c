package dev.covet.benchmarks.route;

import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedMetric;
import dev.covet.fixtures.process.ForkedJvm;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How many of an application's reads go to a replica that shows commits five milliseconds late. Users come in sessions of ten
 * requests, twenty milliseconds apart; one session of ten writes, in every third request.
 */
final class OffloadRuns {
    private static final int DELAY_MILLIS = 5;
    private static final int AT_ONCE = 8;
    private static final int REQUESTS = 10;
    private static final int WRITING_SESSIONS = 10;
    private static final int WRITING_REQUESTS = 3;
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Servers servers;
    private final String classPath;
    private final Duration time;
    private final List<String> covet;

    OffloadRuns(Servers servers, String classPath, boolean quick, List<String> covet) {
        this.servers = servers;
        this.classPath = classPath;
        this.time = Duration.ofSeconds(quick ? 10 : 60);
        this.covet = covet;
    }

    /**
     * What became of the reads.
     *
     * @param results how many of them, by why
     * @param writes of all users
     * @param missed versions that were older than their user's own write before
     */
    record Seen(Map<String, Long> results, int writes, int missed) {
        double share() {
            double all = results.values().stream().mapToLong(Long::longValue).sum();
            return results.getOrDefault("replica", 0L) / all;
        }
    }

    /** With that setting of {@code covet.route.cookie}. */
    Seen run(String cookie) throws Exception {
        servers.delay(DELAY_MILLIS);
        try (OtlpReceiver receiver = OtlpReceiver.start();
                ForkedJvm application = started(receiver, cookie);
                Crowd crowd = new Crowd(application)) {
            crowd.visit(Duration.ofSeconds(5));
            Map<String, Long> before = results(receiver);
            int writes = crowd.writes.get();
            crowd.visit(time);
            Map<String, Long> after = results(receiver);
            before.forEach((why, count) -> after.merge(why, -count, Long::sum));
            return new Seen(after, crowd.writes.get() - writes, crowd.missed.get());
        } finally {
            servers.delay(0);
        }
    }

    private ForkedJvm started(OtlpReceiver receiver, String cookie) {
        List<String> flags = new ArrayList<>(covet);
        flags.removeIf(flag -> flag.startsWith("-Dotel.exporter.otlp.endpoint"));
        flags.add("-Dotel.exporter.otlp.endpoint=" + receiver.httpEndpoint());
        flags.add("-Dotel.metric.export.interval=500");
        flags.add("-Dcovet.cache.mode=off");
        flags.add("-Dcovet.route.replicas=" + servers.replica());
        flags.add("-Dcovet.route.cookie=" + cookie);
        return ForkedJvm.mainClass(NotesMain.class.getName(), classPath)
                .flags(flags.toArray(String[]::new))
                .arguments(servers.url(false))
                .start();
    }

    /** As they are once the next two exports have come. */
    private static Map<String, Long> results(OtlpReceiver receiver) {
        for (int i = 0; i < 2; i++) {
            receiver.clear();
            receiver.awaitMetric(OffloadRuns::counts, LIMIT);
        }
        ReceivedMetric last = receiver.metrics().stream()
                .filter(OffloadRuns::counts)
                .max(Comparator.comparingLong(each -> each.points().get(0).timeNanos()))
                .orElseThrow();
        Map<String, Long> all = new TreeMap<>();
        last.points()
                .forEach(point -> all.merge(
                        String.valueOf(point.attributes().get("covet.result")), (long) point.value(), Long::sum));
        return all;
    }

    private static boolean counts(ReceivedMetric metric) {
        return metric.name().equals("covet.route.queries");
    }

    /** The users. */
    private static final class Crowd implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        private final AtomicInteger sessions = new AtomicInteger();
        private final AtomicInteger writes = new AtomicInteger();
        private final AtomicInteger missed = new AtomicInteger();
        private final String address;

        Crowd(ForkedJvm application) {
            String line = application.awaitLine("port ", LIMIT);
            address = "http://127.0.0.1:" + line.substring(line.lastIndexOf(' ') + 1);
        }

        void visit(Duration time) throws InterruptedException, ExecutionException {
            long end = System.nanoTime() + time.toNanos();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                all.add(threads.submit(() -> {
                    while (System.nanoTime() - end < 0) {
                        session(sessions.getAndIncrement());
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }

        private void session(int number) throws Exception {
            int user = 1 + number % Servers.USERS;
            boolean writing = number % WRITING_SESSIONS == 0;
            String cookie = "none=1";
            long seen = 0;
            for (int i = 0; i < REQUESTS; i++) {
                boolean now = writing && i % WRITING_REQUESTS == 0;
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create(address + (now ? "/write?" : "/read?") + user))
                                .header("Cookie", cookie)
                                .build(),
                        BodyHandlers.ofString());
                long version = Long.parseLong(answer.body());
                if (now) {
                    writes.incrementAndGet();
                    seen = Math.max(seen, version);
                } else if (version < seen) {
                    missed.incrementAndGet();
                }
                cookie = Objects.requireNonNull(answer.headers()
                        .firstValue("set-cookie")
                        .map(each -> each.replaceAll(";.*", ""))
                        .orElse(cookie));
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}

package dev.covet.demo;

import dev.covet.demo.Attempts.Attempt;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends a petshop a write and a read five times a second, whatever became of those before. */
final class Probe implements AutoCloseable {
    /** By which what it writes is found: the last name of owners. */
    static final String MARK = "Failover";

    private static final Duration PACE = Duration.ofMillis(200);

    /** Who waits for longer has gone away. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int READABLE = 900;
    private static final int GOOD = 300;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Probe::thread);
    private final Attempts attempts = new Attempts();
    private final String url;
    private volatile boolean paused;
    private int number;

    /**
     * Begins at once.
     *
     * @param url of the petshop
     */
    Probe(String url) {
        this.url = url;
        ScheduledFuture<?> unused = clock.scheduleAtFixedRate(this::both, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "demo-probe");
        thread.setDaemon(true);
        return thread;
    }

    private void both() {
        if (paused) {
            return;
        }
        number++;
        String name = MARK + " " + number;
        send(
                name,
                HttpRequest.newBuilder(URI.create(url + "api/owners"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"firstName\":\"Ida\",\"lastName\":\"" + MARK
                                + "\",\"address\":\"" + name + "\",\"city\":\"Bern\",\"telephone\":\"12345\"}")));
        send(null, HttpRequest.newBuilder(URI.create(url + "api/owners/" + (1 + number % READABLE))));
    }

    private void send(@Nullable String write, HttpRequest.Builder request) {
        long sent = System.nanoTime();
        CompletableFuture<HttpResponse<Void>> unused = client.sendAsync(
                        request.timeout(PATIENCE).build(), BodyHandlers.discarding())
                .whenComplete((answer, failure) -> attempts.add(
                        new Attempt(write, sent, System.nanoTime(), failure == null && answer.statusCode() < GOOD)));
    }

    Attempts attempts() {
        return attempts;
    }

    void pause() {
        paused = true;
    }

    void goOn() {
        paused = false;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

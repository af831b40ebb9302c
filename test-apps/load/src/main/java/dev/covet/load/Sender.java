package dev.covet.load;

import dev.covet.load.workload.PlannedRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Sends requests over HTTP 1.1, straight to the target: no proxy and no redirect can lead elsewhere. */
final class Sender implements AutoCloseable {
    private static final int CLIENT_THREADS = 2;
    private static final int LONGEST_CAUSE = 100;

    private final Target target;
    private final Duration timeout;
    private final ExecutorService executor;
    private final HttpClient client;

    Sender(Target target, Duration timeout) {
        this.target = target;
        this.timeout = timeout;
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(CLIENT_THREADS, task -> {
            Thread thread = new Thread(task, "load-client-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(executor)
                .build();
    }

    /** Waits for the whole answer. Returns what went wrong, or null. */
    @Nullable String send(PlannedRequest planned) throws InterruptedException {
        // HttpRequest.timeout ends with the headers; waiting for the future bounds the body as well.
        CompletableFuture<HttpResponse<Void>> exchange =
                client.sendAsync(httpRequest(planned), HttpResponse.BodyHandlers.discarding());
        try {
            int status = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS).statusCode();
            return planned.template().isExpected(status) ? null : "status " + status;
        } catch (TimeoutException exception) {
            exchange.cancel(true);
            return "timeout";
        } catch (InterruptedException exception) {
            exchange.cancel(true);
            throw exception;
        } catch (ExecutionException exception) {
            return describe(exception.getCause() == null ? exception : exception.getCause());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private HttpRequest httpRequest(PlannedRequest planned) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target.resolve(planned.path())).header("Accept", "application/json, */*;q=0.5");
        String body = planned.body();
        if (body == null) {
            return request.method(planned.method(), HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        return request.header("Content-Type", "application/json")
                .method(planned.method(), HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String describe(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        if (message == null || !failure.getClass().equals(IOException.class)) {
            return name;
        }
        String cause = name + ": " + message.strip().lines().findFirst().orElse("");
        return cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE));
    }
}

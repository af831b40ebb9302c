package dev.covet.instrumentation.entry.calls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.covet.fixtures.time.Await;
import dev.covet.instrumentation.spi.Woven;
import dev.covet.optimizer.engine.Fence;
import dev.covet.optimizer.engine.UnitOfWork;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server answers with a line, and with another one when it is released. */
class JdkClientsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Calls CALLS = new Calls();

    private static Woven woven;
    private static HttpServer server;
    private static ExecutorService threads;
    private static HttpClient client;

    private CountDownLatch first = new CountDownLatch(1);
    private CountDownLatch second = new CountDownLatch(1);
    private final UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /a", 0);

    @BeforeAll
    static void weave() throws Exception {
        woven = Woven.into(CallInstrumentations.all(CALLS));
        threads = Executors.newCachedThreadPool();
        client = HttpClient.newHttpClient();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterAll
    static void unweave() throws Exception {
        server.stop(0);
        threads.shutdownNow();
        woven.close();
    }

    @BeforeEach
    void serve() {
        CALLS.followed(true);
        first.countDown();
        server.createContext("/", exchange -> {
            await(first);
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write("one\n".getBytes(UTF_8));
                body.flush();
                await(second);
                body.write("two\n".getBytes(UTF_8));
            }
        });
        UnitOfWork.enter(work);
    }

    @AfterEach
    void leave() {
        UnitOfWork.enter(null);
        first.countDown();
        second.countDown();
        server.removeContext("/");
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static HttpRequest request() {
        return HttpRequest.newBuilder(address()).build();
    }

    private static boolean holdsSoon(Fence fence) {
        Await.until("the end of the call", LIMIT, fence::isCalling, calling -> !calling);
        return fence.holds(fence.mark());
    }

    @Test
    void send_answered_isHeard() throws Exception {
        second.countDown();
        Fence fence = Fence.current();
        long before = fence.mark();
        assertThat(fence.holds(before)).isTrue();

        client.send(request(), BodyHandlers.ofString());

        assertThat(fence.holds(before)).isFalse();
        assertThat(holdsSoon(fence)).isTrue();
    }

    @Test
    void send_withoutUnit_isHeardByTheThread() throws Exception {
        UnitOfWork.enter(null);
        second.countDown();
        Fence fence = Fence.current();
        long before = fence.mark();

        client.send(request(), BodyHandlers.ofString());

        assertThat(Fence.current()).isSameAs(fence);
        assertThat(fence.holds(before)).isFalse();
    }

    @Test
    void send_failed_isHeard() throws Exception {
        Fence fence = Fence.current();
        long before = fence.mark();
        HttpRequest nowhere =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build();

        assertThat(client.sendAsync(nowhere, BodyHandlers.ofString()).handle((answer, thrown) -> thrown != null))
                .succeedsWithin(LIMIT)
                .isEqualTo(true);

        assertThat(fence.holds(before)).isFalse();
        assertThat(holdsSoon(fence)).isTrue();
    }

    @Test
    void send_bodyThatComesLater_isHeardAgain() throws Exception {
        Fence fence = Fence.current();
        HttpResponse<InputStream> answer = client.send(request(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(body.readNBytes(4)).asString(UTF_8).isEqualTo("one\n");
            assertThat(holdsSoon(fence)).isTrue();
            long between = fence.mark();
            second.countDown();
            assertThat(body.readNBytes(4)).asString(UTF_8).isEqualTo("two\n");
            assertThat(fence.holds(between)).isFalse();
        }
    }

    @Test
    void sendAsync_notAnsweredYet_nothingHolds_untilItIs() throws Exception {
        Fence fence = Fence.current();
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request(), BodyHandlers.ofString());
        assertThat(fence.isCalling()).isTrue();
        long meanwhile = fence.mark();
        assertThat(fence.holds(meanwhile)).isFalse();

        second.countDown();

        assertThat(answer.get().body()).isEqualTo("one\ntwo\n");
        assertThat(holdsSoon(fence)).isTrue();
        assertThat(fence.holds(meanwhile)).isFalse();
    }

    @Test
    void sendAsync_cancelled_isOver() {
        Fence fence = Fence.current();
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request(), BodyHandlers.ofString());

        answer.cancel(true);

        assertThat(holdsSoon(fence)).isTrue();
    }

    @Test
    void otherUnit_hearsNothing() throws Exception {
        second.countDown();
        Fence fence = Fence.current();
        long before = fence.mark();
        UnitOfWork.enter(new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /b", 0));

        client.send(request(), BodyHandlers.ofString());

        assertThat(fence.holds(before)).isTrue();
    }

    @Test
    void whenNotFollowed_nothingIsHeard() throws Exception {
        CALLS.followed(false);
        second.countDown();
        Fence fence = Fence.current();
        long before = fence.mark();

        client.send(request(), BodyHandlers.ofString());

        assertThat(fence.holds(before)).isTrue();
    }

    @Test
    void urlConnection_statusAndBody_areHeard() throws Exception {
        Fence fence = Fence.current();
        long before = fence.mark();
        HttpURLConnection connection = (HttpURLConnection) address().toURL().openConnection();

        assertThat(connection.getResponseCode()).isEqualTo(200);

        assertThat(fence.holds(before)).isFalse();
        try (InputStream body = connection.getInputStream()) {
            assertThat(body.readNBytes(4)).asString(UTF_8).isEqualTo("one\n");
            long between = fence.mark();
            second.countDown();
            assertThat(body.readNBytes(4)).asString(UTF_8).isEqualTo("two\n");
            assertThat(fence.holds(between)).isFalse();
        }
    }
}

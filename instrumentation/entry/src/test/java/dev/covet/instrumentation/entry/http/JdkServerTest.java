package dev.covet.instrumentation.entry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.covet.fixtures.time.Await;
import dev.covet.instrumentation.entry.EntryLog;
import dev.covet.instrumentation.spi.Woven;
import dev.covet.optimizer.engine.RequestDetails;
import dev.covet.optimizer.engine.UnitOfWork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkServerTest {
    private final EntryLog log = new EntryLog();
    private final List<@Nullable UnitOfWork> seen = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private @Nullable Woven woven;
    private HttpServer server = start();

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void weave() throws Exception {
        woven = Woven.into(JdkServerInstrumentation.all(log.entries()));
        server.setExecutor(executor);
        server.start();
    }

    @AfterEach
    void unweave() throws Exception {
        server.stop(0);
        executor.shutdown();
        if (woven != null) {
            woven.close();
        }
    }

    private HttpContext context(String path, HttpHandler handler) {
        return server.createContext(path, exchange -> {
            seen.add(UnitOfWork.current());
            handler.handle(exchange);
        });
    }

    private int call(String path) throws Exception {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("traceparent", "the parent")
                .header("User-Agent", "curl/8")
                .header("X-Forwarded-For", "192.0.2.7, 10.0.0.1")
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, 2);
        exchange.getResponseBody().write("ok".getBytes(UTF_8));
        exchange.close();
    }

    private EntryLog.Ended ended() {
        return Await.until("the end", Duration.ofSeconds(10), () -> log.ended, all -> !all.isEmpty())
                .get(0);
    }

    @Test
    void handler_request_isOneUnitNamedAfterItsContext() throws Exception {
        HttpContext context = context("/pets", exchange -> answer(exchange, 404));
        context.getFilters().add(Filter.afterHandler("looks", exchange -> seen.add(UnitOfWork.current())));
        assertThat(call("/pets/7?token=x")).isEqualTo(404);
        EntryLog.Ended ended = ended();
        assertThat(ended.name()).isEqualTo("GET /pets");
        assertThat(ended.facts().details().path()).isEqualTo("/pets/7");
        assertThat(ended.facts().details().query()).isEqualTo("token=REDACTED");
        assertThat(ended.facts().status()).isEqualTo(404);
        assertThat(ended.facts().scheme()).isEqualTo("http");
        assertThat(ended.facts().details().serverAddress()).isEqualTo("localhost");
        assertThat(ended.facts().details().serverPort())
                .isEqualTo(server.getAddress().getPort());
        assertThat(ended.facts().details().userAgent()).isEqualTo("curl/8");
        assertThat(ended.facts().details().clientAddress()).isEqualTo("192.0.2.7");
        assertThat(ended.facts().details().peerAddress()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(ended.facts().details().peerPort()).isPositive();
        assertThat(ended.facts().protocolVersion()).isEqualTo("1.1");
        assertThat(ended.failure()).isNull();
        assertThat(log.ended).hasSize(1);
        assertThat(log.parents).containsExactly("the parent");
        assertThat(seen).containsOnly(ended.work());
        assertThat(context.getFilters()).hasSize(1);
        assertThat(executor.submit(() -> String.valueOf(UnitOfWork.current())).get())
                .isEqualTo("null");
    }

    @Test
    void handler_detailsNotWanted_areNotFoundOut() throws Exception {
        log.detailed = false;
        context("/pets", exchange -> answer(exchange, 200));
        call("/pets/7");
        assertThat(ended().facts().details()).isSameAs(RequestDetails.NONE);
        assertThat(ended().facts().route()).isEqualTo("/pets");
    }

    @Test
    void handler_throws_unitHasTheFailure() throws Exception {
        context("/fails", exchange -> {
            throw new IOException("on purpose");
        });
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> call("/fails")).isInstanceOf(IOException.class);
        assertThat(ended().failure()).hasMessage("on purpose");
        assertThat(ended().facts().status()).isEqualTo(500);
    }

    @Test
    void handler_answersLaterOnAnotherThread_unitEndsWithTheAnswer() throws Exception {
        ExecutorService later = Executors.newSingleThreadExecutor();
        List<Integer> endedBefore = new CopyOnWriteArrayList<>();
        context(
                "/later",
                exchange -> later.execute(() -> {
                    Await.until("the handler", Duration.ofSeconds(10), () -> !seen.isEmpty());
                    endedBefore.add(log.ended.size());
                    try {
                        answer(exchange, 202);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        assertThat(call("/later")).isEqualTo(202);
        assertThat(ended().facts().status()).isEqualTo(202);
        assertThat(endedBefore).containsExactly(0);
        later.shutdown();
    }
}

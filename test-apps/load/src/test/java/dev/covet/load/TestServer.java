package dev.covet.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

/** A real HTTP server on this machine that writes down what it was asked, and answers as the test says. */
final class TestServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<String> requests = new ArrayList<>();

    /** Decides the status of an answer, and may wait before. */
    @FunctionalInterface
    interface Answer {
        int statusOf(String path) throws InterruptedException;
    }

    private TestServer(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, answer));
        server.start();
    }

    static TestServer answering(int status) throws IOException {
        return new TestServer(path -> status);
    }

    static TestServer answering(Answer answer) throws IOException {
        return new TestServer(answer);
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** As in "POST /orders {}", in the order in which they came. */
    List<String> requests() {
        lock.lock();
        try {
            return List.copyOf(requests);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().toString();
            write((exchange.getRequestMethod() + " " + path + " " + body).strip());
            exchange.sendResponseHeaders(answer.statusOf(path), -1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(String request) {
        lock.lock();
        try {
            requests.add(request);
        } finally {
            lock.unlock();
        }
    }
}

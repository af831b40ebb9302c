package dev.covet.plain.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The JDK's HTTP server on a loopback address with a fixed number of threads. Closing it lets the requests that are
 * being answered finish, for a few seconds, and refuses new ones.
 */
public final class WebServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int CLOSE_SECONDS = 5;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Semaphore slots = new Semaphore(THREADS);

    private WebServer(HttpServer server, Exchanges exchanges) {
        this.server = server;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(
                THREADS, task -> new Thread(task, "plain-http-" + number.incrementAndGet()));
        server.setExecutor(threads);
        server.createContext("/", exchange -> answerInSlot(exchanges, exchange));
        server.start();
    }

    /** Listens on the port, or on any free one for 0. */
    public static WebServer start(int port, Routes routes, ProblemTable problems) throws IOException {
        // Without this an answer on a kept-alive connection waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new WebServer(HttpServer.create(address, 0), new Exchanges(routes, problems));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        boolean quiet = waitUntilQuiet();
        server.stop(0);
        if (quiet) {
            threads.shutdown();
        } else {
            threads.shutdownNow();
        }
    }

    /** Takes every slot: then no request is being answered, and no other one begins. */
    private boolean waitUntilQuiet() {
        try {
            return slots.tryAcquire(THREADS, CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void answerInSlot(Exchanges exchanges, HttpExchange exchange) throws IOException {
        if (!slots.tryAcquire()) {
            exchange.close();
            return;
        }
        try {
            exchanges.answer(exchange);
        } finally {
            slots.release();
        }
    }
}

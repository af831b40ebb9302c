package dev.covet.agenttests.programs;

import com.sun.management.ThreadMXBean;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Prints how many bytes it allocates for each task that it hands out without a request. */
public final class IdleTasksMain {
    private static final int TIMES = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Object last = "";

    private IdleTasksMain() {}

    public static void main(String[] arguments) throws Exception {
        request();
        CountDownLatch end = new CountDownLatch(1);
        ThreadPoolExecutor busy = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
        busy.execute(() -> await(end));
        Runnable nothing = () -> {};
        CompletableFuture<Integer> done = CompletableFuture.completedFuture(7);
        Function<Integer, Integer> same = number -> number;
        print("execute", () -> {
            busy.execute(nothing);
            busy.getQueue().poll();
        });
        print("remove", () -> busy.remove(nothing));
        print("thenApply", () -> last = done.thenApply(same));
        print("fork", () -> ForkJoinPool.commonPool().invoke(ForkJoinTask.adapt(nothing)));
        end.countDown();
        busy.shutdown();
        System.out.println("last " + last.getClass().getSimpleName());
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(String what, Runnable code) {
        repeat(code);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        repeat(code);
        System.out.println(what + " " + (THREADS.getCurrentThreadAllocatedBytes() - before) / TIMES);
    }

    private static void repeat(Runnable code) {
        for (int i = 0; i < TIMES; i++) {
            code.run();
        }
    }

    /** After the first request everything is woven. */
    private static void request() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        URI.create("http://127.0.0.1:" + port + "/").toURL().openStream().close();
        server.stop(0);
    }
}

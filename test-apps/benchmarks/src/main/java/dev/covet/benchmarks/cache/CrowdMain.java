package dev.covet.benchmarks.cache;

import dev.covet.benchmarks.turns.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many threads, each with its own connection: {@code CONTENDER PORT THREADS}. Commands are {@code one KEY}, which the first asks
 * ten times, {@code each KEY}, which each asks after the other, and {@code all KEY}, which all ask at once.
 */
public final class CrowdMain {
    private static final int REPEATED = 10;

    private final List<Asking> crowd = new ArrayList<>();

    private CrowdMain() {}

    public static void main(String[] arguments) throws Exception {
        CrowdMain application = new CrowdMain();
        Application contender = Application.of(Contender.valueOf(arguments[0]), Place.ofThisJvm(), 300);
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            application.crowd.add(contender.open());
        }
        Commands.obey(Integer.parseInt(arguments[1]), application::obey);
        System.exit(0);
    }

    private String obey(String command, long key) throws Exception {
        switch (command) {
            case "one" -> {
                for (int i = 0; i < REPEATED; i++) {
                    crowd.get(0).ask(Query.TEN, key);
                }
            }
            case "each" -> {
                for (Asking asking : crowd) {
                    asking.ask(Query.TEN, key);
                }
            }
            default -> together(key);
        }
        return "0 0";
    }

    private void together(long key) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(crowd.size());
        CyclicBarrier start = new CyclicBarrier(crowd.size());
        List<Future<Long>> answers = new ArrayList<>();
        for (Asking each : crowd) {
            answers.add(threads.submit(() -> {
                start.await();
                return each.ask(Query.TEN, key);
            }));
        }
        for (Future<Long> answer : answers) {
            if (answer.get() == 0) {
                throw new IllegalStateException("Somebody has read nothing.");
            }
        }
        threads.shutdown();
    }
}

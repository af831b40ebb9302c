package dev.covet.benchmarks.cache;

import dev.covet.benchmarks.turns.Commands;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads one part about six thousand times a second: {@code CONTENDER PORT}. {@code until QUANTITY} is answered as soon as that quantity was
 * read, or after three seconds: when the last question began whose answer was another, and when that was; both by
 * {@code System.nanoTime()}, which the JVMs of one Linux machine share.
 */
public final class FreshMain {
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long PAUSE_NANOS = 100_000;

    private FreshMain() {}

    /**
     * What was read.
     *
     * @param value the latest
     * @param lastOther when a question for the latest value that was another began
     * @param first when the question began that was answered with this one first
     */
    record Sight(long value, long lastOther, long first) {}

    /** Written by the reader. */
    private static final class Seen {
        private volatile Sight latest = new Sight(-1, 0, 0);
    }

    public static void main(String[] arguments) throws Exception {
        Contender contender = Contender.valueOf(arguments[0]);
        Seen sight = new Seen();
        AtomicLong asked = new AtomicLong();
        Thread reader = new Thread(() -> read(contender, sight, asked), "reader");
        reader.setDaemon(true);
        reader.start();
        Commands.obey(Integer.parseInt(arguments[1]), (command, wanted) -> {
            if (command.equals("asked")) {
                return asked.get() + " 0";
            }
            long start = System.nanoTime();
            Sight seen = sight.latest;
            while (seen.value != wanted && System.nanoTime() - start < PATIENCE_NANOS) {
                LockSupport.parkNanos(PAUSE_NANOS);
                seen = sight.latest;
            }
            return seen.value == wanted ? seen.lastOther + " " + seen.first : "0 0";
        });
    }

    private static void read(Contender contender, Seen sight, AtomicLong count) {
        try (Asking asking = Application.of(contender, Place.ofThisJvm(), 1).open()) {
            long before = System.nanoTime();
            while (true) {
                long begun = System.nanoTime();
                // Of a part that has nothing else that is read: its number is 0, its name empty, its price 0.
                long value = asking.ask(Query.ONE, 0);
                if (value != sight.latest.value) {
                    sight.latest = new Sight(value, before, begun);
                }
                before = begun;
                count.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

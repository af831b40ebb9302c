package dev.covet.load;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the requests of a run, each with the time at which it is due, and waits until then. Threads share it. It
 * hands out nothing more when the time is over or the number of requests is reached.
 */
final class Arrivals {
    private final LoadSettings settings;
    private final LoadClock clock;
    private final long start;
    private final long end;
    private final AtomicLong next = new AtomicLong();

    Arrivals(LoadSettings settings, LoadClock clock) {
        this.settings = settings;
        this.clock = clock;
        this.start = clock.nanoTime();
        this.end = start + settings.warmUp().plus(settings.duration()).toNanos();
    }

    /** A request that may be sent now. */
    record Arrival(long number, long due) {}

    /** The arrivals of one thread. */
    @FunctionalInterface
    interface OfThread {
        /** Null when the run is over. */
        @Nullable Arrival next() throws InterruptedException;
    }

    OfThread ofThread(int thread) {
        if (settings.pace() instanceof Pace.Open open) {
            return () -> nextOpen(open);
        }
        return new User(thread, (Pace.Closed) settings.pace());
    }

    long start() {
        return start;
    }

    /** The moment from which requests are recorded. */
    long warmUpEnd() {
        return start + settings.warmUp().toNanos();
    }

    /** How many requests were due until then. A closed loop is never behind. */
    long dueUntil(long time, long sent) {
        if (settings.pace() instanceof Pace.Open open) {
            long due = (long) Math.ceil((Math.min(time, end) - start) * open.perSecond() / 1e9);
            return Math.min(due, settings.maxRequests());
        }
        return sent;
    }

    /**
     * A request that waited for its time is sent even if the thread woke up after the end. One that was late already
     * is not: then the run would go on for as long as the target is behind.
     */
    private @Nullable Arrival nextOpen(Pace.Open open) throws InterruptedException {
        long number = takeNumber();
        long due = start + Math.round(number * 1e9 / open.perSecond());
        if (number < 0 || due >= end) {
            return null;
        }
        boolean inTime = clock.nanoTime() <= due;
        clock.waitUntil(due);
        return inTime || clock.nanoTime() < end ? new Arrival(number, due) : null;
    }

    /** The next number, or -1 when all were taken. */
    private long takeNumber() {
        long number = next.getAndIncrement();
        return number < settings.maxRequests() ? number : -1;
    }

    /** One user of a closed loop. Users begin one after the other, spread over one think time. */
    private final class User implements OfThread {
        private final Pace.Closed closed;
        private final long firstTime;
        private boolean first = true;

        User(int index, Pace.Closed closed) {
            this.closed = closed;
            this.firstTime = start + closed.think().toNanos() / closed.users() * index;
        }

        @Override
        public @Nullable Arrival next() throws InterruptedException {
            long time = first ? firstTime : clock.nanoTime() + closed.think().toNanos();
            first = false;
            clock.waitUntil(Math.min(time, end));
            if (clock.nanoTime() >= end) {
                return null;
            }
            long number = takeNumber();
            return number < 0 ? null : new Arrival(number, clock.nanoTime());
        }
    }
}

package dev.covet.instrumentation.drivers.postgresql.change;

import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.Moment;
import java.util.Arrays;

/** A snapshot, and how far the log was written after it was taken. */
final class PostgresMoment implements Moment {
    /** The id of a commit that was seen by a query: every later moment shows it. */
    static final Object SEEN = "seen";

    private final long first;
    private final long next;
    private final long[] running;
    private final long logged;
    private final String origin;

    private PostgresMoment(long first, long next, long[] running, long logged, String origin) {
        this.first = first;
        this.next = next;
        this.running = running;
        this.logged = logged;
        this.origin = origin;
    }

    /**
     * Reads what the server wrote.
     *
     * @param snapshot as in {@code 10:20:10,14}: the first that runs, the next to come, and all that run
     */
    static PostgresMoment of(String snapshot, long logged, String origin) {
        String[] parts = snapshot.split(":", -1);
        long[] running = parts[2].isEmpty()
                ? new long[0]
                : Arrays.stream(parts[2].split(",", -1))
                        .mapToLong(Long::parseLong)
                        .sorted()
                        .toArray();
        return new PostgresMoment(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running, logged, origin);
    }

    @Override
    public boolean shows(Commit commit) {
        return SEEN.equals(commit.id()) || shows(widen((Integer) commit.id(), next));
    }

    private boolean shows(long transaction) {
        return transaction < first || (transaction < next && Arrays.binarySearch(running, transaction) < 0);
    }

    /** The log tells the lower half of a number. It is within 2^31 of any number in use: this is the server's own rule. */
    static long widen(int lower, long near) {
        return near + (lower - (int) near);
    }

    /** The end of the log at that time. */
    long logged() {
        return logged;
    }

    /** Once all of it is handed out it is flushed, too: the server sends nothing before. */
    @Override
    public long position() {
        return logged;
    }

    @Override
    public String origin() {
        return origin;
    }
}

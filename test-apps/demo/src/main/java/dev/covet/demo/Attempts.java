package dev.covet.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What became of the requests that a petshop was sent since before its database failed. Any thread may ask. */
final class Attempts {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final List<Attempt> all = new ArrayList<>();

    /**
     * A request whose end is known.
     *
     * @param write the name of what was to be written; null if it was to read
     * @param sent in nanoseconds of one clock, as {@code ended}
     * @param succeeded whether it was answered, in time and without an error
     */
    record Attempt(@Nullable String write, long sent, long ended, boolean succeeded) {}

    /** How many of some requests succeeded. */
    record Share(int succeeded, int failed) {
        @Override
        public String toString() {
            return succeeded + " ok, " + failed + " failed";
        }
    }

    synchronized void add(Attempt attempt) {
        all.add(attempt);
    }

    synchronized boolean hasWritten() {
        return all.stream().anyMatch(each -> each.write() != null && each.succeeded());
    }

    /** Those that ended in this time. */
    synchronized Share ended(boolean writes, long from, long to) {
        return share(all.stream()
                .filter(each -> each.ended() - from >= 0 && each.ended() - to < 0)
                .filter(each -> (each.write() != null) == writes)
                .toList());
    }

    /** Those that were sent since then. */
    synchronized Share sent(boolean writes, long from) {
        return share(all.stream()
                .filter(each -> each.sent() - from >= 0 && (each.write() != null) == writes)
                .toList());
    }

    private static Share share(List<Attempt> some) {
        int succeeded = (int) some.stream().filter(Attempt::succeeded).count();
        return new Share(succeeded, some.size() - succeeded);
    }

    /** How many of those that were sent since then failed only after this time. */
    synchronized long waitedFor(long nanos, long from) {
        return all.stream()
                .filter(each -> !each.succeeded() && each.sent() - from >= 0 && each.ended() - each.sent() >= nanos)
                .count();
    }

    /** In how many seconds since then requests were sent that failed. */
    synchronized long errorSeconds(long from) {
        return all.stream()
                .filter(each -> !each.succeeded() && each.sent() - from >= 0)
                .map(each -> (each.sent() - from) / SECOND)
                .distinct()
                .count();
    }

    /** When the first write was answered that was sent after this time; null if none was. */
    synchronized @Nullable Long firstWritten(long since) {
        return all.stream()
                .filter(each -> each.write() != null && each.succeeded() && each.sent() - since >= 0)
                .map(Attempt::ended)
                .min(Long::compare)
                .orElse(null);
    }

    /** What was written, by the answers, of what was sent before this time. */
    synchronized Set<String> writtenBefore(long time) {
        return written(each -> each.sent() - time < 0);
    }

    /** What was written, by the answers, of what was sent at this time or later. */
    synchronized Set<String> writtenSince(long time) {
        return written(each -> each.sent() - time >= 0);
    }

    private Set<String> written(Predicate<Attempt> wanted) {
        Set<String> written = new HashSet<>();
        for (Attempt each : all) {
            if (each.write() != null && each.succeeded() && wanted.test(each)) {
                written.add(each.write());
            }
        }
        return written;
    }
}

package dev.covet.optimizer.features.health;

import dev.covet.optimizer.callsite.CallSite;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.sql.SqlText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says who has a connection, for people. */
final class Holder {
    private static final int FRAMES = 12;
    private static final int LONGEST = 200;
    private static final double SECOND = 1e9;

    private Holder() {}

    /** In one line: since when, by which thread, for which request, from where. */
    static String line(Borrowing borrowing, long now) {
        return seconds(now - borrowing.since()) + " by " + who(borrowing) + "; " + doing(borrowing, now);
    }

    /** The thread, the request or task, and the method; what is not known is left out. */
    static String who(Borrowing borrowing) {
        UnitOfWork work = borrowing.work();
        String name = work == null || work.name().isEmpty() ? "" : " in " + work.name();
        String owner = borrowing.owner();
        return "thread " + borrowing.thread().getName() + name + (owner.isEmpty() ? "" : " at " + owner);
    }

    /** The stack of the borrowing on lines of its own, or that nobody knows it. */
    static String stack(Borrowing borrowing) {
        return borrowing.hasStack()
                ? " It was borrowed here:" + CallSite.lines(borrowing.stack(), FRAMES)
                : " Where it was borrowed is not known, as the pool lends too often to take each stack; from now on each is"
                        + " taken for ten minutes.";
    }

    static String lines(StackTraceElement[] stack) {
        return CallSite.lines(stack, FRAMES);
    }

    private static String doing(Borrowing borrowing, long now) {
        Activity activity = borrowing.activity();
        if (activity == null || activity.since() < borrowing.since()) {
            return "no statement yet";
        }
        String text = text(activity.text());
        return activity.isRunning()
                ? "for " + seconds(now - activity.since()) + " in [" + text + "]"
                : "for " + seconds(now - activity.since()) + " without a statement after [" + text + "]";
    }

    /** Without values, and cut. */
    static String text(@Nullable SqlText text) {
        String query = text == null ? "" : text.queryText();
        return query.length() <= LONGEST ? query : query.substring(0, LONGEST) + "…";
    }

    /** What has begun since it was looked at has lasted for no time. */
    static String seconds(long nanos) {
        if (nanos < SECOND / 1_000) {
            return Math.max(0, nanos / 1_000) + " µs";
        }
        return nanos < SECOND / 10
                ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.1f s", nanos / SECOND);
    }
}

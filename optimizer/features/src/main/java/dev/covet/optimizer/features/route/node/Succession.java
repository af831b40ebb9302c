package dev.covet.optimizer.features.route.node;

import dev.covet.optimizer.engine.LastTime;
import dev.covet.optimizer.features.route.position.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which server of a cluster is its primary, as far as they say so themselves. It changes only if nobody can take the one for
 * the other: see {@link #next}. Any thread may tell.
 */
final class Succession {
    /** The server at the application's own address. */
    static final int HOME = 0;

    /** A server that has not answered for so long, and does not say why, is taken for lost. */
    static final long SILENCE = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier nanoTime;
    private final List<Standing> all = new ArrayList<>();
    private String cluster = "";
    private long highest;
    private int primary = HOME;

    /** What one server was like last. */
    private static final class Standing {
        private String server = "";
        private @Nullable Report report;
        private boolean gone;
        private long heard = LastTime.NEVER;
    }

    /** What follows. */
    enum Turn {
        /** Nothing is new. */
        NONE,
        /** Another one is the primary. */
        MOVED,
        /** What answers at the primary's address is another server than before, or has a new history. */
        RENEWED,
        /** More than one takes writes, so that nobody knows which one is meant. */
        SEVERAL
    }

    /**
     * A turn.
     *
     * @param from who was the primary
     * @param to who is; with several, who wants to be
     */
    record Step(Turn turn, int from, int to) {}

    /** The home and so many others. */
    Succession(int others, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (int i = 0; i <= others; i++) {
            all.add(new Standing());
        }
    }

    synchronized int primary() {
        return primary;
    }

    /** Whether the primary has ever said that it is one: else nobody can succeed it. */
    synchronized boolean isKnown() {
        return !cluster.isEmpty();
    }

    /** This running server has answered. */
    synchronized Step said(int who, String server, Report report) {
        Standing standing = all.get(who);
        standing.server = server;
        standing.report = report;
        standing.gone = false;
        standing.heard = nanoTime.getAsLong();
        if (cluster.isEmpty()) {
            if (who == HOME && !report.replica() && !report.cluster().isEmpty()) {
                cluster = report.cluster();
                highest = timeline(report);
            }
            return new Step(Turn.NONE, primary, primary);
        }
        if (who == primary && isPrimary(standing) && timeline(report) > highest) {
            highest = timeline(report);
            return new Step(Turn.RENEWED, primary, primary);
        }
        return next();
    }

    /**
     * It does not answer any more.
     *
     * @param unreachable whether it is certain that nobody is there
     */
    synchronized Step lost(int who, boolean unreachable) {
        Standing standing = all.get(who);
        standing.report = null;
        standing.gone = unreachable;
        return cluster.isEmpty() ? new Step(Turn.NONE, primary, primary) : next();
    }

    /**
     * A server is the next primary if it is the only one of the same cluster that takes writes with a history newer than any
     * that a primary had, and the present one cannot be reached, only repeats what another one does, or takes no writes.
     */
    private Step next() {
        int found = -1;
        for (int i = 0; i < all.size(); i++) {
            Standing each = all.get(i);
            if (i != primary && isPrimary(each) && isNewer(each)) {
                if (found >= 0 && !all.get(found).server.equals(each.server)) {
                    return new Step(Turn.SEVERAL, primary, i);
                }
                found = found < 0 ? i : found;
            }
        }
        if (found < 0) {
            return new Step(Turn.NONE, primary, primary);
        }
        if (!isAway(all.get(primary))) {
            return new Step(Turn.SEVERAL, primary, found);
        }
        int before = primary;
        primary = found;
        Report report = all.get(found).report;
        highest = report == null ? highest : timeline(report);
        return new Step(Turn.MOVED, before, found);
    }

    private boolean isPrimary(Standing standing) {
        Report report = standing.report;
        return report != null && !report.replica() && report.cluster().equals(cluster);
    }

    private boolean isNewer(Standing standing) {
        Report report = standing.report;
        return report != null && !report.readOnly() && timeline(report) > highest;
    }

    private boolean isAway(Standing standing) {
        Report report = standing.report;
        if (report != null) {
            return report.replica() || report.readOnly() || !report.cluster().equals(cluster);
        }
        return standing.gone || (standing.heard != LastTime.NEVER && nanoTime.getAsLong() - standing.heard > SILENCE);
    }

    /** Of a primary it is a number that grows with each promotion. */
    private static long timeline(Report report) {
        try {
            return Long.parseLong(report.history());
        } catch (NumberFormatException other) {
            return 0;
        }
    }
}

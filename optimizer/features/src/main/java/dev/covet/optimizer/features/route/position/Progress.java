package dev.covet.optimizer.features.route.position;

import dev.covet.optimizer.engine.LastTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * How much of a primary's history one replica shows, in times of this JVM: no clocks of machines are compared. Any thread may
 * tell and ask.
 */
public final class Progress {
    /** Positions that are waited for; of more than these every second one is enough. */
    private static final int MOST = 256;

    private final Deque<Mark> awaited = new ArrayDeque<>();
    private @Nullable Position at;
    private @Nullable Mark unproven;
    private volatile boolean ahead;
    private volatile long shown = LastTime.NEVER;

    private record Mark(long nanos, Position position) {}

    /**
     * The primary has said how far it is.
     *
     * @param nanos when it was asked: what anybody could see before is in it
     */
    public synchronized void primaryWas(long nanos, Position position) {
        prove(nanos, position);
        if (at != null && at.covers(position)) {
            awaited.clear();
            shown = LastTime.later(shown, nanos);
            return;
        }
        Mark last = awaited.peekLast();
        if (last != null && last.position.covers(position) && position.covers(last.position)) {
            awaited.removeLast();
        }
        awaited.addLast(new Mark(nanos, position));
        if (awaited.size() > MOST) {
            thin();
        }
    }

    /** What the replica had before the primary was asked, the primary has if it comes from there. */
    private void prove(long nanos, Position position) {
        Mark claimed = unproven;
        if (claimed != null && LastTime.isReached(claimed.nanos, nanos)) {
            ahead |= claimed.position.exceeds(position);
            unproven = null;
        }
    }

    private void thin() {
        Iterator<Mark> each = awaited.iterator();
        // The last one stays.
        for (boolean keep = awaited.size() % 2 == 1; each.hasNext(); keep = !keep) {
            each.next();
            if (!keep) {
                each.remove();
            }
        }
    }

    /**
     * The replica has said how far it is.
     *
     * @param nanos when it had answered
     */
    public synchronized void replicaIs(Position position, long nanos) {
        at = position;
        if (unproven == null) {
            unproven = new Mark(nanos, position);
        }
        // One that is left over cannot be compared any more, as after another server has become the primary.
        Iterator<Mark> latestFirst = awaited.descendingIterator();
        while (latestFirst.hasNext()) {
            Mark each = latestFirst.next();
            if (position.covers(each.position)) {
                shown = LastTime.later(shown, each.nanos);
                awaited.removeIf(before -> LastTime.isReached(before.nanos, each.nanos));
                return;
            }
        }
    }

    /** Whether the replica has had what the primary had not: they do not belong together. */
    public boolean isAhead() {
        return ahead;
    }

    /** It is not known any more how far they are: one of them is another one. */
    public synchronized void forget() {
        awaited.clear();
        at = null;
        unproven = null;
        shown = LastTime.NEVER;
    }

    /** Another server is the primary from now on. */
    public synchronized void begin() {
        forget();
        ahead = false;
    }

    /** All that anybody could see on the primary at this time can be seen on the replica; {@link LastTime#NEVER} if that is not known. */
    public long shown() {
        return shown;
    }

    /** How far the replica has said it is. */
    public synchronized @Nullable Position at() {
        return at;
    }
}

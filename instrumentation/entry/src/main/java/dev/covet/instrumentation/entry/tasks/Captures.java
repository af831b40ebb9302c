package dev.covet.instrumentation.entry.tasks;

import dev.covet.instrumentation.spi.WeakIdentityMap;
import dev.covet.optimizer.engine.UnitOfWork;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Which unit of work a submitted task belongs to, until it runs. The same object may be submitted many times, as a
 * lambda without variables is; then its runs get the units in the order of submission.
 */
final class Captures {
    /** More submissions of one object than this, and none of them is carried: rather no unit than a wrong one. */
    static final int MOST = 1_000;

    /** Objects that wait, some 16 MB; of those that come when so many wait, the units are not carried. */
    static final int MOST_WAITING = 100_000;

    private static final Object NO_WORK = new Object();

    private final WeakIdentityMap<Object, Waiting> waiting = new WeakIdentityMap<>();

    /** Notes the current unit, if there is one. */
    void submitted(Object task) {
        submitted(task, UnitOfWork.current());
    }

    /** Notes this unit. None is noted too when the same object waits already: its order counts. */
    void submitted(Object task, @Nullable UnitOfWork work) {
        if ((work == null || waiting.size() >= MOST_WAITING) && waiting.get(task) == null) {
            return;
        }
        waiting.compute(task, before -> {
            Waiting changed = before == null ? new Waiting() : before;
            changed.add(work == null ? NO_WORK : work);
            return changed;
        });
    }

    /** Whether a submission of this object waits for its run. */
    boolean holds(Object task) {
        return waiting.get(task) != null;
    }

    /** The unit of the run that begins now. */
    @Nullable UnitOfWork take(Object task) {
        return remove(task, false);
    }

    /** The last submission came to nothing. */
    void withdraw(Object task) {
        remove(task, true);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    private @Nullable UnitOfWork remove(Object task, boolean last) {
        if (waiting.get(task) == null) {
            return null;
        }
        Object[] taken = new Object[1];
        waiting.compute(task, before -> {
            if (before == null) {
                return null;
            }
            Object work = before.remove(last);
            taken[0] = work == null ? NO_WORK : work;
            return before.count == 0 ? null : before;
        });
        return taken[0] instanceof UnitOfWork work ? work : null;
    }

    /** Changed within {@code compute} only. */
    private static final class Waiting {
        private final Deque<Object> works = new ArrayDeque<>(1);
        private boolean tooMany;
        private int count;

        void add(Object work) {
            count++;
            if (count > MOST) {
                tooMany = true;
                works.clear();
            }
            if (!tooMany) {
                works.addLast(work);
            }
        }

        @Nullable Object remove(boolean last) {
            count--;
            return last ? works.pollLast() : works.pollFirst();
        }
    }
}

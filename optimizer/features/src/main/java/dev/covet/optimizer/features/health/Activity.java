package dev.covet.optimizer.features.health;

import dev.covet.optimizer.engine.TransactionState;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.sql.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * What one session does. Written by the thread that uses the connection, {@link #moment} last; read by others, that one
 * first.
 */
final class Activity {
    private final long origin;

    /** Positive while a statement runs, since when; negative since none does. */
    private volatile long moment;

    private @Nullable Thread thread;
    private @Nullable SqlText text;
    private long transaction;
    private long transactionBegan;
    private boolean inTransaction;
    private long busyNanos;

    private @Nullable UnitOfWork work;
    private int autocommitted;

    /** What the thread was at while its statement took long, and which moment that belongs to. */
    private volatile @Nullable Seen seen;

    /** A stack that was seen during the statement that began at this moment. */
    static final class Seen {
        private final long moment;
        private final SqlText text;
        private final StackTraceElement[] stack;

        Seen(long moment, SqlText text, StackTraceElement[] stack) {
            this.moment = moment;
            this.text = text;
            this.stack = stack;
        }

        long moment() {
            return moment;
        }

        SqlText text() {
            return text;
        }

        StackTraceElement[] stack() {
            return stack;
        }
    }

    Activity(long now) {
        origin = now - 1;
        moment = -1;
    }

    void begin(SqlText running, long now) {
        Thread current = Thread.currentThread();
        if (thread != current) {
            thread = current;
        }
        text = running;
        moment = Math.max(1, now - origin);
    }

    void end(TransactionState state, long began, long now) {
        busyNanos += Math.max(0, now - began);
        boolean active = state.active();
        if (active && (!inTransaction || state.number() != transaction)) {
            transaction = state.number();
            transactionBegan = began;
        }
        inTransaction = active;
        moment = -Math.max(1, now - origin);
    }

    /** Counts a write that commits by itself; how many there were in this unit of work. */
    int autocommitted(UnitOfWork by) {
        if (work != by) {
            work = by;
            autocommitted = 0;
        }
        return ++autocommitted;
    }

    /** The connection is back: nothing of who used it is kept. Called by whoever gives it back. */
    void released() {
        thread = null;
        work = null;
        autocommitted = 0;
        seen = null;
    }

    /** The same number twice: nothing has begun or ended in between. */
    long moment() {
        return moment;
    }

    boolean isRunning() {
        return moment > 0;
    }

    /** When what is going on now began: a statement, or the time without one. */
    long since() {
        return origin + Math.abs(moment);
    }

    /** Whether a transaction was open when the last statement ended, and is still that one. */
    boolean isOpen(TransactionState state) {
        return state.active() && inTransaction && state.number() == transaction;
    }

    long transactionBegan() {
        return transactionBegan;
    }

    /** Who has executed the last statement. */
    @Nullable Thread thread() {
        return thread;
    }

    @Nullable SqlText text() {
        return text;
    }

    /** Time in statements since the session began; of its own thread, and nearly right for others. */
    long busyNanos() {
        return busyNanos;
    }

    /** Whether the statement that runs was not looked at yet. */
    boolean isUnseen() {
        Seen known = seen;
        return known == null || known.moment() != moment;
    }

    /** The last stack that was seen in the present transaction. */
    @Nullable Seen seenInTransaction() {
        Seen known = seen;
        return known != null && origin + known.moment() - transactionBegan >= 0 ? known : null;
    }

    void seen(Seen during) {
        seen = during;
    }
}

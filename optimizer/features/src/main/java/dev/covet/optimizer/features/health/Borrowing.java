package dev.covet.optimizer.features.health;

import dev.covet.optimizer.callsite.CallSite;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Loan;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.PoolFindingSignal.Kind;
import java.lang.ref.PhantomReference;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection that is out. It refers to what the application was lent by a phantom reference, which is cleared only
 * when nobody can reach that any more, finalizers included: then nobody can give it back.
 */
final class Borrowing extends PhantomReference<Object> implements Loan {
    private static final StackTraceElement[] NO_STACK = {};

    private final PoolState pool;
    private final boolean provable;
    private final @Nullable ConnectionSession session;
    private final Thread thread;
    private final @Nullable UnitOfWork work;
    private final long since;
    private final long busyBefore;
    private final @Nullable Origin origin;

    /** Where it was borrowed, if this is one of those whose times are told by call site. */
    private final @Nullable String site;

    /** Which the same thread holds of the same pool. */
    private final @Nullable Borrowing outer;

    private final int depth;
    private volatile boolean over;
    private volatile boolean forgotten;
    private volatile boolean closing;

    /** While its holder waits for a further one. */
    private volatile boolean asking;

    /** Of the sweep alone. */
    private long unreachableSince;

    private boolean hasUnreachable;
    private @Nullable Set<Kind> told;

    // A queue is not wanted, which the reference allows and its annotations do not.
    @SuppressWarnings("NullAway")
    Borrowing(
            PoolState pool,
            @Nullable Object handle,
            @Nullable ConnectionSession session,
            @Nullable Borrowing outer,
            @Nullable Origin origin,
            @Nullable String site,
            long since) {
        super(handle == null ? NO_STACK : handle, null);
        this.pool = pool;
        this.provable = handle != null;
        this.session = session;
        this.thread = Thread.currentThread();
        this.work = UnitOfWork.current();
        this.since = since;
        Activity activity = activity();
        this.busyBefore = activity == null ? 0 : activity.busyNanos();
        this.origin = origin;
        this.site = site;
        this.outer = outer;
        this.depth = outer == null ? 1 : outer.depth + 1;
    }

    @Override
    public void closing() {
        closing = true;
    }

    @Override
    public void returned(long now) {
        if (over) {
            return;
        }
        over = true;
        pool.back(this, now);
    }

    /** Nobody will say when it comes back. */
    void forget() {
        forgotten = true;
        over = true;
    }

    /** Whether it was given back. */
    boolean isBack() {
        return over && !forgotten;
    }

    /** Whether what was lent cannot be reached any more, so that it stays out for ever. Says so for good once true. */
    boolean isUnreachable() {
        return provable && refersTo(null) && !closing && !over;
    }

    /** For how long the sweep has seen it so. */
    long unreachableFor(long now) {
        if (!hasUnreachable) {
            hasUnreachable = true;
            unreachableSince = now;
        }
        return now - unreachableSince;
    }

    /** Whether the sweep has not said this yet. */
    boolean tells(Kind kind) {
        if (told == null) {
            told = EnumSet.noneOf(Kind.class);
        }
        return told.add(kind);
    }

    boolean isOut() {
        return !over && !closing;
    }

    boolean isGone() {
        return session != null && session.state().isGone();
    }

    PoolState pool() {
        return pool;
    }

    @Nullable ConnectionSession session() {
        return session;
    }

    @Nullable Activity activity() {
        return session != null && session.state().ofHealth() instanceof Activity known ? known : null;
    }

    Thread thread() {
        return thread;
    }

    @Nullable UnitOfWork work() {
        return work;
    }

    long since() {
        return since;
    }

    /** Time in statements so far. */
    long busyNanos() {
        Activity activity = activity();
        return activity == null ? 0 : Math.max(0, activity.busyNanos() - busyBefore);
    }

    @Nullable String site() {
        return site;
    }

    @Nullable Borrowing outer() {
        return outer;
    }

    int depth() {
        return depth;
    }

    boolean isAsking() {
        return asking;
    }

    void asking(boolean waits) {
        asking = waits;
    }

    boolean hasStack() {
        return origin != null;
    }

    /** The stack of the moment when it was borrowed; empty if it was not taken. */
    StackTraceElement[] stack() {
        return origin == null ? NO_STACK : origin.getStackTrace();
    }

    /** The method that has borrowed it; empty if that is not known. */
    String owner() {
        return origin == null ? site == null ? "" : site : CallSite.of(stack()).method();
    }
}

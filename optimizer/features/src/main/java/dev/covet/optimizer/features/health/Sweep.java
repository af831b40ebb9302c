package dev.covet.optimizer.features.health;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.StageGuard;
import dev.covet.optimizer.engine.TransactionState;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.PoolFindingSignal.Kind;
import dev.covet.optimizer.sql.SqlText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Looks at all that is out, on one thread. */
final class Sweep {
    /** What cannot be reached any more has so long to come back: a thread may be about to give it back. */
    static final long GRACE = Duration.ofSeconds(2).toNanos();

    /** A statement that takes longer is looked at, in case a deadlock is found. */
    private static final long SLOW = Duration.ofMillis(100).toNanos();

    private static final long WAITS = Duration.ofMillis(500).toNanos();

    /** A connection that is held for longer gives room to other nestings. */
    private static final long UNDECIDED = Duration.ofSeconds(30).toNanos();

    /** Stacks of other threads are taken so seldom. */
    private static final int MOST_STACKS = 4;

    /** The feature whose points tell of borrowing and giving back. */
    private static final String POINTS = "pools";

    private final Watching watching;
    private final Findings findings;
    private final HealthSettings settings;
    private final StageGuard points;
    private long errors;
    private int stacks;

    Sweep(Watching watching, HealthSettings settings) {
        this.watching = watching;
        this.findings = watching.findings();
        this.settings = settings;
        this.points = watching.engine().protection().guard(POINTS);
        this.errors = points.errors();
    }

    void run(long now) {
        stacks = 0;
        watching.letGo();
        watching.sweepStatements(now);
        if (hidden()) {
            watching.states().values().forEach(PoolState::forgetAll);
            return;
        }
        for (PoolState state : watching.states().values()) {
            for (Borrowing borrowing : state.out()) {
                look(state, borrowing, now);
            }
            PoolState.Nesting nesting = state.nesting();
            if (nesting != null) {
                nested(state, nesting, now);
            }
        }
    }

    /** Whether a return may have gone unseen. */
    private boolean hidden() {
        long known = errors;
        errors = points.errors();
        return errors != known
                || points.isOpen()
                || !watching.engine().protection().isEnabled();
    }

    private void look(PoolState state, Borrowing borrowing, long now) {
        if (borrowing.isGone()) {
            state.drop(borrowing);
            return;
        }
        long held = now - borrowing.since();
        if (held >= settings.leakTime().toNanos() && borrowing.isUnreachable()) {
            if (borrowing.unreachableFor(now) >= GRACE && borrowing.isUnreachable()) {
                leaked(state, borrowing, held, now);
            }
            return;
        }
        Activity activity = borrowing.activity();
        if (activity != null && activity.isRunning()) {
            running(borrowing, activity, now);
        } else {
            idle(borrowing, activity, now);
        }
        transaction(borrowing, activity, now);
        if (held >= settings.longHold().toNanos() && borrowing.isOut() && borrowing.tells(Kind.LONG_HOLD)) {
            longHold(borrowing, now);
        }
    }

    private void leaked(PoolState state, Borrowing borrowing, long held, long now) {
        state.leaked(borrowing, now);
        if (findings.isNews(Kind.LEAK, state.name(), borrowing.owner())) {
            findings.say(
                    Kind.LEAK,
                    state.name(),
                    "COVET-4503",
                    "A connection was not given back and nobody has it any more, so it is lost to the pool (leak). It was"
                            + " borrowed " + Holder.seconds(held) + " ago by " + Holder.who(borrowing) + "."
                            + Holder.stack(borrowing)
                            + "\n  To do: close it in every case, with try-with-resources around getConnection().");
        }
    }

    private void longHold(Borrowing borrowing, long now) {
        String pool = borrowing.pool().name();
        if (findings.isNews(Kind.LONG_HOLD, pool, borrowing.owner())) {
            UnitOfWork work = borrowing.work();
            String ended = work != null && work.ended() ? " Its request or task has ended since." : "";
            findings.say(
                    Kind.LONG_HOLD,
                    pool,
                    "COVET-4504",
                    "A connection has been held for " + Holder.line(borrowing, now) + "." + ended
                            + " This is no proof of a leak: somebody may still have it." + Holder.stack(borrowing)
                            + "\n  To do: give it back as soon as the work with the database is done. If it is meant to be"
                            + " held, let it be a connection of its own, outside of the pool.");
        }
    }

    /** In case this is one side of a deadlock: afterwards nobody knows what it was at. */
    private void running(Borrowing borrowing, Activity activity, long now) {
        long moment = activity.moment();
        SqlText text = activity.text();
        Thread thread = activity.thread();
        if (moment <= 0 || now - activity.since() < SLOW || !activity.isUnseen() || stacks >= MOST_STACKS) {
            return;
        }
        ConnectionSession session = borrowing.session();
        if (session != null && session.transaction().active() && thread != null && text != null) {
            stacks++;
            StackTraceElement[] stack = thread.getStackTrace();
            if (activity.moment() == moment) {
                activity.seen(new Activity.Seen(moment, text, stack));
                watching.waits(
                        session.serverProcess(),
                        new Watching.Waiter(Holder.who(borrowing), Holder.text(text), Holder.lines(stack), now));
            }
        }
    }

    private void idle(Borrowing borrowing, @Nullable Activity activity, long now) {
        boolean open = activity != null && isOpen(borrowing, activity);
        Kind kind = open ? Kind.IDLE_IN_TRANSACTION : Kind.IDLE_HOLD;
        Duration limit = open ? settings.idleInTransaction() : settings.idleHold();
        long since =
                activity == null || activity.since() - borrowing.since() < 0 ? borrowing.since() : activity.since();
        if (now - since < limit.toNanos() || stacks >= MOST_STACKS || borrowing.isAsking()) {
            return;
        }
        stacks++;
        Thread thread = thread(borrowing, activity);
        long moment = activity == null ? 0 : activity.moment();
        StackTraceElement[] stack = thread.getStackTrace();
        Pause pause = Pause.of(stack, thread.getState());
        boolean same = activity == null
                ? borrowing.activity() == null
                : activity.moment() == moment && open == isOpen(borrowing, activity);
        if (pause == Pause.DATABASE || !same || !borrowing.isOut() || borrowing.isUnreachable()) {
            return;
        }
        if (borrowing.tells(kind) && findings.isNews(kind, borrowing.pool().name(), borrowing.owner())) {
            sayIdle(kind, borrowing, activity, now - since, pause, stack);
        }
    }

    private static Thread thread(Borrowing borrowing, @Nullable Activity activity) {
        Thread last = activity == null || activity.since() - borrowing.since() < 0 ? null : activity.thread();
        return last == null ? borrowing.thread() : last;
    }

    private static boolean isOpen(Borrowing borrowing, Activity activity) {
        ConnectionSession session = borrowing.session();
        return session != null && activity.isOpen(session.transaction());
    }

    private void sayIdle(
            Kind kind,
            Borrowing borrowing,
            @Nullable Activity activity,
            long nanos,
            Pause pause,
            StackTraceElement[] stack) {
        boolean open = kind == Kind.IDLE_IN_TRANSACTION;
        String after =
                activity == null || activity.text() == null ? "" : " after [" + Holder.text(activity.text()) + "]";
        String what = open
                ? "A transaction has been open without a statement for "
                : "A connection has been held without a statement for ";
        String harm = open
                ? " Its locks are kept, and what others delete cannot be cleaned up."
                : " Others may wait for it meanwhile.";
        findings.say(
                kind,
                borrowing.pool().name(),
                open ? "COVET-4506" : "COVET-4507",
                what + Holder.seconds(nanos) + after + " by " + Holder.who(borrowing) + ": the thread " + pause.does()
                        + "."
                        + left(borrowing, stack) + harm
                        + (stack.length == 0 ? "" : " What the thread does meanwhile:" + Holder.lines(stack))
                        + "\n  To do: " + pause.cure());
    }

    private static String left(Borrowing borrowing, StackTraceElement[] stack) {
        String owner = borrowing.owner();
        int end = owner.indexOf('(');
        String method = end < 0 ? owner : owner.substring(0, end);
        for (StackTraceElement frame : stack) {
            if (method.equals(frame.getClassName() + "." + frame.getMethodName())) {
                return "";
            }
        }
        return method.isEmpty() || stack.length == 0
                ? ""
                : " It has left the method in which it borrowed the connection, and may have forgotten it.";
    }

    private void transaction(Borrowing borrowing, @Nullable Activity activity, long now) {
        ConnectionSession session = borrowing.session();
        if (activity == null || session == null || !isOpen(borrowing, activity)) {
            return;
        }
        TransactionState state = session.transaction();
        long number = state.number();
        long began = activity.transactionBegan();
        if (now - began < settings.longTransaction().toNanos() || number != state.number()) {
            return;
        }
        String pool = borrowing.pool().name();
        if (isOpen(borrowing, activity)
                && borrowing.tells(Kind.LONG_TRANSACTION)
                && findings.isNews(Kind.LONG_TRANSACTION, pool, borrowing.owner())) {
            findings.say(
                    Kind.LONG_TRANSACTION,
                    pool,
                    "COVET-4508",
                    "A transaction has been open for " + Holder.seconds(now - began) + ", of a connection held for "
                            + Holder.line(borrowing, now)
                            + ". Its locks are kept, and what others delete cannot be cleaned up."
                            + Holder.stack(borrowing)
                            + "\n  To do: commit in smaller steps; do what needs no transaction outside of it.");
        }
    }

    /**
     * Pool size ≥ threads × (connections − 1) + 1, or all may hold one and wait for another. What was forgotten is not held:
     * so either the first one was given back later, or the thread is waiting still.
     */
    private void nested(PoolState state, PoolState.Nesting nesting, long now) {
        Thread thread = nesting.holds().thread();
        boolean waits = now - nesting.at() >= WAITS
                && state.out().stream().anyMatch(out -> out.thread() == thread && out.isAsking());
        boolean out = nesting.holds().isOut();
        if (!nesting.holds().isBack() && !(waits && out)) {
            if (!out || now - nesting.at() > UNDECIDED) {
                state.nestingDone();
            }
            return;
        }
        state.nestingDone();
        int depth = Math.max(state.deepest(), nesting.holds().depth() + 1);
        if (findings.isNews(Kind.NESTED, state.name(), nesting.holds().owner())) {
            int most = Pressure.most(watching, state);
            findings.say(Kind.NESTED, state.name(), "COVET-4505", Pressure.nesting(state, nesting, depth, most));
        }
    }
}

package dev.covet.optimizer.features.health;

import dev.covet.optimizer.callsite.CallSite;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Loan;
import dev.covet.optimizer.engine.PoolWatch;
import dev.covet.optimizer.engine.Pools;
import dev.covet.optimizer.engine.StatementWatch;
import dev.covet.optimizer.engine.signal.PoolHealthSignal;
import dev.covet.optimizer.engine.signal.PoolListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Is told of each borrowing, on the application's threads. */
public final class Watching implements PoolWatch, PoolListener {
    /** More pools are not looked after. */
    private static final int MOST_POOLS = 256;

    /** A power of two. */
    private static final int SLOTS = 1_024;

    private final Engine engine;
    private final Pools pools;
    private final Map<String, PoolState> states = new ConcurrentHashMap<>();

    /** The latest borrowing of a thread, where its hash says; another thread's may have taken the place. */
    private final AtomicReferenceArray<@Nullable Borrowing> latest = new AtomicReferenceArray<>(SLOTS);

    /** What statements that took long were at, by the server's process: the other side of a deadlock goes on at once. */
    private final Map<Long, Waiter> waiters = new ConcurrentHashMap<>();

    /** Who it was, in which text and stack, and when that was seen. */
    record Waiter(String who, String text, String lines, long at) {}

    private final Findings findings;
    private final Habits habits;
    private final Statements statements;

    public Watching(Engine engine, Pools pools) {
        this.engine = engine;
        this.pools = pools;
        this.findings = new Findings(engine.bus());
        this.habits = new Habits(findings);
        this.statements = new Statements(findings);
    }

    private static int slot(Thread thread) {
        return System.identityHashCode(thread) & (SLOTS - 1);
    }

    private @Nullable PoolState state(String pool) {
        PoolState known = states.get(pool);
        if (known != null || states.size() >= MOST_POOLS) {
            return known;
        }
        return states.computeIfAbsent(pool, name -> new PoolState(name, engine.nanoTime()));
    }

    /** What this thread holds of the pool, if that is known. */
    private @Nullable Borrowing mine(PoolState state, Thread thread) {
        Borrowing borrowing = stillOut(latest.get(slot(thread)));
        return borrowing != null && borrowing.thread() == thread && borrowing.pool() == state && !borrowing.isGone()
                ? borrowing
                : null;
    }

    private static @Nullable Borrowing stillOut(@Nullable Borrowing last) {
        Borrowing borrowing = last;
        while (borrowing != null && !borrowing.isOut()) {
            borrowing = borrowing.outer();
        }
        return borrowing;
    }

    @Override
    public void asking(String pool) {
        PoolState state = state(pool);
        if (state == null) {
            return;
        }
        state.asks();
        Borrowing mine = mine(state, Thread.currentThread());
        if (mine != null) {
            mine.asking(true);
            if (state.wantsNesting()) {
                state.nests(new PoolState.Nesting(mine, new Origin(), engine.nanoTime()));
            }
        }
    }

    @Override
    public @Nullable Loan lent(
            String pool, @Nullable Object handle, @Nullable ConnectionSession session, long waitedNanos, long now) {
        PoolState state = state(pool);
        if (state == null) {
            return null;
        }
        Thread thread = Thread.currentThread();
        Borrowing mine = answered(state, thread);
        String site = state.wantsSite(now) ? CallSite.here().method() : null;
        Borrowing made = new Borrowing(state, handle, session, mine, origin(state, now), site, now);
        state.lent(made, waitedNanos);
        latest.set(slot(thread), made);
        return made;
    }

    private @Nullable Origin origin(PoolState state, long now) {
        if (!state.budget().allows(now)) {
            return null;
        }
        long start = engine.nanoTime();
        Origin origin = new Origin();
        state.budget().spent(engine.nanoTime() - start);
        return origin;
    }

    private @Nullable Borrowing answered(PoolState state, Thread thread) {
        Borrowing mine = mine(state, thread);
        if (mine != null) {
            mine.asking(false);
        }
        return mine;
    }

    @Override
    public void refused(String pool, boolean timeout, long waitedNanos) {
        PoolState state = state(pool);
        if (state != null) {
            answered(state, Thread.currentThread());
            state.refused(timeout);
        }
    }

    @Override
    public void closed(String pool) {
        PoolState state = states.remove(pool);
        if (state != null) {
            state.forgetAll();
            engine.bus().post(new PoolHealthSignal(pool, PoolHealthSignal.State.GONE));
        }
    }

    /** To be called now and then with nothing to lose: what threads have left behind is let go. */
    void letGo() {
        for (int slot = 0; slot < SLOTS; slot++) {
            Borrowing borrowing = latest.get(slot);
            if (borrowing != null && !borrowing.isOut()) {
                latest.compareAndSet(slot, borrowing, stillOut(borrowing));
            }
        }
    }

    /** The borrowing whose connection the server's process of this number answers; null if it is not ours. */
    @Nullable Borrowing byProcess(long process) {
        for (PoolState state : states.values()) {
            for (Borrowing borrowing : state.out()) {
                ConnectionSession session = borrowing.session();
                if (session != null && session.serverProcess() == process && process != 0) {
                    return borrowing;
                }
            }
        }
        return null;
    }

    void waits(long process, Waiter seen) {
        if (waiters.size() >= MOST_POOLS) {
            waiters.clear();
        }
        if (process != 0) {
            waiters.put(process, seen);
        }
    }

    /** What was seen of this process within the last minute; null if nothing. */
    @Nullable Waiter waiter(long process) {
        Waiter seen = waiters.get(process);
        return seen == null || engine.nanoTime() - seen.at() > 60_000_000_000L ? null : seen;
    }

    /** The borrowing of this session; null if no pool has lent it. */
    @Nullable Borrowing of(ConnectionSession session) {
        String pool = session.poolName();
        PoolState state = pool == null ? null : states.get(pool);
        if (state != null) {
            for (Borrowing borrowing : state.out()) {
                if (borrowing.session() == session) {
                    return borrowing;
                }
            }
        }
        return null;
    }

    Engine engine() {
        return engine;
    }

    Pools pools() {
        return pools;
    }

    Map<String, PoolState> states() {
        return states;
    }

    /** Who looks after statements beside. */
    public StatementWatch statements() {
        return statements;
    }

    void sweepStatements(long now) {
        statements.sweep(now);
    }

    Findings findings() {
        return findings;
    }

    Habits habits() {
        return habits;
    }
}

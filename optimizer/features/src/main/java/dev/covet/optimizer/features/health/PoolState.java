package dev.covet.optimizer.features.health;

import dev.covet.optimizer.engine.signal.PoolHealthSignal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What is known of one pool: what is out, how long things took, and how many connections were wanted. */
final class PoolState {
    /** The times of more methods are not told apart. */
    private static final int MOST_SITES = 100;

    private static final long BETWEEN_SITES = Duration.ofMillis(20).toNanos();

    /** What one method has done with connections, in those of its borrowings that were looked at. */
    static final class SiteTimes {
        final LongAdder count = new LongAdder();
        final LongAdder heldNanos = new LongAdder();
        final LongAdder busyNanos = new LongAdder();
        final Spread spread = new Spread();
    }

    /** A thread that holds a connection of the pool has asked for a further one. */
    record Nesting(Borrowing holds, Origin asks, long at) {}

    private final String name;
    private final long began;
    private final Set<Borrowing> out = ConcurrentHashMap.newKeySet();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder borrowed = new LongAdder();
    private final LongAdder heldNanos = new LongAdder();
    private final LongAdder timeouts = new LongAdder();
    private final Spread waits = new Spread();
    private final Spread holds = new Spread();
    private final Demand demand = new Demand();
    private final Budget budget;
    private final Map<String, SiteTimes> sites = new ConcurrentHashMap<>();
    private volatile int peak;
    private final AtomicInteger leaked = new AtomicInteger();
    private volatile int deepest = 1;
    private volatile @Nullable Nesting nesting;
    private volatile long lastSite;
    private volatile PoolHealthSignal.State health = PoolHealthSignal.State.UNKNOWN;
    private volatile String advice = "";

    PoolState(String name, long now) {
        this.name = name;
        this.began = now;
        this.budget = new Budget(now);
        this.lastSite = now - BETWEEN_SITES;
    }

    void asks() {
        int wanted = waiting.incrementAndGet() + held.get();
        if (wanted > peak) {
            peak = wanted;
        }
    }

    void refused(boolean timeout) {
        waiting.decrementAndGet();
        if (timeout) {
            timeouts.increment();
        }
    }

    void lent(Borrowing borrowing, long waitedNanos) {
        waiting.decrementAndGet();
        held.incrementAndGet();
        borrowed.increment();
        waits.record(waitedNanos);
        out.add(borrowing);
        if (borrowing.depth() > deepest) {
            deepest = borrowing.depth();
        }
    }

    void back(Borrowing borrowing, long now) {
        if (!out.remove(borrowing)) {
            return;
        }
        held.decrementAndGet();
        long nanos = now - borrowing.since();
        heldNanos.add(nanos);
        holds.record(nanos);
        String site = borrowing.site();
        SiteTimes times = site == null ? null : times(site);
        if (times != null) {
            times.count.increment();
            times.heldNanos.add(nanos);
            times.busyNanos.add(Math.min(nanos, borrowing.busyNanos()));
            times.spread.record(nanos);
        }
        Activity activity = borrowing.activity();
        if (activity != null) {
            activity.released();
        }
    }

    private @Nullable SiteTimes times(String site) {
        SiteTimes known = sites.get(site);
        return known != null || sites.size() >= MOST_SITES
                ? known
                : sites.computeIfAbsent(site, none -> new SiteTimes());
    }

    /** Whether the method of the next borrowing is to be found out. Two threads may do it at once. */
    boolean wantsSite(long now) {
        if (now - lastSite < BETWEEN_SITES) {
            return false;
        }
        lastSite = now;
        return true;
    }

    /** It will not come back, or nobody can know: it counts no more as out. */
    void drop(Borrowing borrowing) {
        if (out.remove(borrowing)) {
            held.decrementAndGet();
        }
        borrowing.forget();
    }

    /** What is out may be back: an error of ours has hidden something. */
    void forgetAll() {
        out.forEach(this::drop);
        waiting.set(0);
    }

    /** A leaked one stays away; whoever borrows as much as it pays is to be known the next time. */
    void leaked(Borrowing borrowing, long now) {
        leaked.incrementAndGet();
        if (!borrowing.hasStack()) {
            budget.beGenerous(now);
        }
        drop(borrowing);
    }

    void nests(Nesting seen) {
        nesting = seen;
    }

    @Nullable Nesting nesting() {
        return nesting;
    }

    /** The next one may be looked at. */
    void nestingDone() {
        nesting = null;
    }

    boolean wantsNesting() {
        return nesting == null;
    }

    String name() {
        return name;
    }

    long began() {
        return began;
    }

    Set<Borrowing> out() {
        return out;
    }

    int held() {
        return held.get();
    }

    int waiting() {
        return Math.max(0, waiting.get());
    }

    /** How many were held or waited for at once, at most. */
    int peak() {
        return peak;
    }

    int leaks() {
        return leaked.get();
    }

    /** How many connections one thread has held at once, at most. */
    int deepest() {
        return deepest;
    }

    long borrowed() {
        return borrowed.sum();
    }

    long heldNanos() {
        return heldNanos.sum();
    }

    long timeouts() {
        return timeouts.sum();
    }

    Spread waits() {
        return waits;
    }

    Spread holds() {
        return holds;
    }

    Demand demand() {
        return demand;
    }

    Budget budget() {
        return budget;
    }

    Map<String, SiteTimes> sites() {
        return sites;
    }

    PoolHealthSignal.State health() {
        return health;
    }

    /** Returns whether that is news. */
    boolean health(PoolHealthSignal.State now) {
        boolean news = health != now;
        health = now;
        return news;
    }

    String advice() {
        return advice;
    }

    void advice(String text) {
        advice = text;
    }
}

package dev.covet.optimizer.features.health;

import dev.covet.optimizer.callsite.CallSite;
import dev.covet.optimizer.engine.signal.PoolFacts;
import dev.covet.optimizer.engine.signal.PoolFindingSignal.Kind;
import dev.covet.optimizer.engine.signal.PoolHealthSignal;
import dev.covet.optimizer.engine.signal.PoolHealthSignal.State;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at pools as a whole, once a second on one thread: how full they are, and how large they should be. */
final class Pressure {
    private static final long A_WHILE = Duration.ofSeconds(10).toNanos();
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final int MOST_HOLDERS = 10;

    /** A pool that says nothing so often is gone. */
    private static final int MISSING = 30;

    /** What this thread remembers of a pool from one look to the next. */
    private static final class Memory {
        private long tightSince;
        private boolean tight;
        private int fullLooks;
        private int missingLooks;
        private long timeouts;
        private long timedOut;
        private boolean hasTimedOut;
        private long told;
        private long advised;

        private Memory(long now, long timeouts) {
            this.timeouts = timeouts;
            this.told = now - MINUTE;
            this.advised = now - HOUR;
        }
    }

    private final Watching watching;
    private final Findings findings;
    private final Map<String, Memory> memories = new HashMap<>();

    Pressure(Watching watching) {
        this.watching = watching;
        this.findings = watching.findings();
    }

    void run(long now) {
        memories.keySet().retainAll(watching.states().keySet());
        for (PoolState state : watching.states().values()) {
            Memory memory = memories.computeIfAbsent(state.name(), none -> new Memory(now, state.timeouts()));
            PoolFacts facts = watching.pools().facts(state.name());
            memory.missingLooks = facts == null ? memory.missingLooks + 1 : 0;
            if (memory.missingLooks > MISSING) {
                watching.closed(state.name());
            } else {
                look(state, memory, facts, now);
            }
        }
    }

    private void look(PoolState state, Memory memory, @Nullable PoolFacts facts, long now) {
        int most = facts == null ? PoolFacts.UNKNOWN : facts.max();
        int used = facts == null || facts.used() < 0 ? state.held() : facts.used();
        int waiting = facts == null || facts.pending() < 0 ? state.waiting() : facts.pending();
        state.demand().record(state.held() + state.waiting());
        boolean full = most > 0 && used >= most && waiting > 0;
        memory.fullLooks = full ? memory.fullLooks + 1 : 0;
        tight(memory, most > 1 && 4 * used >= 3 * most, now);
        if (state.timeouts() != memory.timeouts) {
            memory.timeouts = state.timeouts();
            memory.timedOut = now;
            memory.hasTimedOut = true;
        }
        boolean given = memory.hasTimedOut && now - memory.timedOut < A_WHILE;
        stands(state, memory, standing(state, memory, most, given, now), now);
        if (memory.fullLooks >= 2 || (given && memory.timedOut == now)) {
            exhausted(state, most, waiting, now);
        } else if (isTight(memory, now)) {
            pressed(state, most, used, now);
        }
        size(state, memory, most, now);
    }

    private static void tight(Memory memory, boolean tight, long now) {
        if (tight && !memory.tight) {
            memory.tightSince = now;
        }
        memory.tight = tight;
    }

    private static boolean isTight(Memory memory, long now) {
        return memory.tight && now - memory.tightSince >= A_WHILE;
    }

    private static State standing(PoolState state, Memory memory, int most, boolean given, long now) {
        if (most <= 0) {
            return State.UNKNOWN;
        }
        if (memory.fullLooks >= 2 || given) {
            return State.UNHEALTHY;
        }
        return isTight(memory, now) || state.leaks() > 0 ? State.DEGRADED : State.HEALTHY;
    }

    private void stands(PoolState state, Memory memory, State standing, long now) {
        if (state.health(standing) || now - memory.told >= MINUTE) {
            memory.told = now;
            watching.engine().bus().post(new PoolHealthSignal(state.name(), standing));
        }
    }

    private void pressed(PoolState state, int most, int used, long now) {
        if (findings.isNews(Kind.PRESSURE, state.name(), now)) {
            findings.say(
                    Kind.PRESSURE,
                    state.name(),
                    "COVET-4501",
                    "Of " + most + " connections " + used + " are out, and three quarters or more have been for "
                            + Holder.seconds(A_WHILE) + ". Soon threads will wait." + holders(state, now)
                            + "\n  To do: see who holds them for long; covet:type=Pools shows it at any time.");
        }
    }

    private void exhausted(PoolState state, int most, int waiting, long now) {
        if (findings.isNews(Kind.EXHAUSTED, state.name(), now)) {
            findings.say(
                    Kind.EXHAUSTED,
                    state.name(),
                    "COVET-4502",
                    "All " + most + " connections are out and " + waiting + " threads wait for one; " + state.timeouts()
                            + " have given up so far." + locked(state) + holders(state, now)
                            + "\n  To do: hold connections for less time, those above first. A larger pool helps only if the"
                            + " server has room for it.");
        }
    }

    private static String locked(PoolState state) {
        Set<Thread> asking = state.out().stream()
                .filter(Borrowing::isAsking)
                .map(Borrowing::thread)
                .collect(Collectors.toSet());
        boolean all =
                !asking.isEmpty() && state.out().stream().map(Borrowing::thread).allMatch(asking::contains);
        return all
                ? " Each thread that holds one waits for another one: none of them can go on (see COVET-4505)."
                : state.leaks() > 0 ? " Leaked so far: " + state.leaks() + " (see COVET-4503)." : "";
    }

    /** Who has had one for longest, with stacks. */
    private static String holders(PoolState state, long now) {
        List<Borrowing> longest = state.out().stream()
                .sorted(Comparator.comparingLong(borrowing -> borrowing.since() - now))
                .limit(MOST_HOLDERS)
                .toList();
        StringBuilder text = new StringBuilder(longest.isEmpty() ? "" : " Who holds them, the longest first:");
        for (Borrowing borrowing : longest) {
            text.append("\n  - ").append(Holder.line(borrowing, now));
            if (borrowing.hasStack()) {
                text.append(CallSite.lines(borrowing.stack(), 5));
            }
        }
        return text.toString();
    }

    private void size(PoolState state, Memory memory, int most, long now) {
        Sizing sizing = Sizing.of(state, most, now);
        String advice = sizing == null ? "" : sizing.advice();
        state.advice(advice);
        if (!advice.isEmpty() && now - memory.advised >= HOUR) {
            memory.advised = now;
            findings.say(Kind.SIZING, state.name(), "COVET-4512", advice);
        }
    }

    /** How many connections the pool allows; negative if it does not tell. */
    static int most(Watching watching, PoolState state) {
        PoolFacts facts = watching.pools().facts(state.name());
        return facts == null ? PoolFacts.UNKNOWN : facts.max();
    }

    static String nesting(PoolState state, PoolState.Nesting nesting, int depth, int most) {
        int threads = Math.max(1, state.peak() / depth + (state.peak() % depth == 0 ? 0 : 1));
        int needed = threads * (depth - 1) + 1;
        String verdict = most <= 0 || most >= needed
                ? ""
                : " It allows " + most + ", so these threads can wait for each other for ever.";
        String limit = most <= 0 || depth < 2
                ? ""
                : " With " + most + " connections that is safe for " + Math.max(0, (most - 1) / (depth - 1))
                        + " threads at once.";
        return "A thread that holds " + (depth - 1) + " of the pool's connections asks for a further one: "
                + Holder.who(nesting.holds())
                + ". When as many threads do so as there are connections, all hold one and"
                + " wait for another. To be safe a pool has to be as large as threads × (connections − 1) + 1: for the "
                + threads + " threads seen here at once " + threads + " × (" + depth + " − 1) + 1 = " + needed + "."
                + verdict + limit + " The first one:"
                + CallSite.lines(nesting.holds().stack(), 8) + "\n  The further one:"
                + CallSite.lines(nesting.asks().getStackTrace(), 8)
                + "\n  To do: use the connection the thread has already (one transaction), or ask after it was given back"
                + " (REQUIRES_NEW needs a second one); else make the pool as large as the formula says.";
    }
}

package dev.covet.optimizer.features.health;

import dev.covet.optimizer.callsite.CallSite;
import dev.covet.optimizer.engine.signal.PoolFacts;
import dev.covet.optimizer.engine.signal.PoolFindingSignal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of all pools, for people. May be called at any time; sends nothing. */
public final class LiveView {
    private static final int MOST_SITES = 10;
    private static final int FRAMES = 20;

    private final Watching watching;

    public LiveView(Watching watching) {
        this.watching = watching;
    }

    private List<PoolState> states() {
        return watching.states().values().stream()
                .sorted(Comparator.comparing(PoolState::name))
                .toList();
    }

    /** Each pool: how it stands, its numbers, its times, and the methods that hold connections for longest. */
    public String pools() {
        StringBuilder text = new StringBuilder();
        long now = watching.engine().nanoTime();
        for (PoolState state : states()) {
            pool(text, state, watching.pools().facts(state.name()), now);
        }
        return text.length() == 0 ? "No connection was borrowed from a pool yet.\n" : text.toString();
    }

    private static void pool(StringBuilder text, PoolState state, @Nullable PoolFacts facts, long now) {
        text.append(state.name())
                .append(": ")
                .append(state.health().name().toLowerCase(Locale.ROOT))
                .append('\n');
        if (facts != null) {
            text.append("   connections: ")
                    .append(number(facts.used()))
                    .append(" active, ")
                    .append(number(facts.idle()))
                    .append(" idle, ")
                    .append(number(facts.max()))
                    .append(" at most; ")
                    .append(number(facts.pending()))
                    .append(" threads wait\n");
        }
        text.append("   borrowed: ").append(state.borrowed()).append(" times, ");
        text.append(state.timeouts())
                .append(" threads gave up, ")
                .append(state.leaks())
                .append(" leaked\n");
        text.append("   waited: ").append(spread(state.waits())).append('\n');
        text.append("   held: ").append(spread(state.holds())).append('\n');
        text.append("   wanted at once: ").append(state.peak()).append(" at most, ");
        text.append(state.demand().enough(0.95)).append(" in 95 and ");
        text.append(state.demand().enough(0.99)).append(" in 99 of 100 moments; ");
        text.append(String.format(
                Locale.ROOT, "%.2f on average%n", (double) state.heldNanos() / Math.max(1, now - state.began())));
        if (!state.advice().isEmpty()) {
            text.append("   advice: ").append(state.advice()).append('\n');
        }
        sites(text, state);
    }

    private static String number(int known) {
        return known < 0 ? "?" : Integer.toString(known);
    }

    private static String spread(Spread spread) {
        return "half no longer than " + Holder.seconds(spread.atMost(0.5)) + ", 95 of 100 than "
                + Holder.seconds(spread.atMost(0.95)) + ", 99 than " + Holder.seconds(spread.atMost(0.99));
    }

    private static void sites(StringBuilder text, PoolState state) {
        state.sites().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, PoolState.SiteTimes> entry) ->
                        -entry.getValue().heldNanos.sum()))
                .limit(MOST_SITES)
                .forEach(entry -> site(text, entry.getKey(), entry.getValue()));
    }

    private static void site(StringBuilder text, String name, PoolState.SiteTimes times) {
        long count = Math.max(1, times.count.sum());
        long held = times.heldNanos.sum();
        text.append("   at ").append(name.isEmpty() ? "a library" : name).append(": held ");
        text.append(Holder.seconds(held / count)).append(" on average, 95 of 100 no longer than ");
        text.append(Holder.seconds(times.spread.atMost(0.95)));
        text.append(String.format(
                Locale.ROOT,
                ", %.0f %% of it in statements (of %d looked at)%n",
                100.0 * times.busyNanos.sum() / Math.max(1, held),
                count));
    }

    /** Each connection that is out, the longest first, with the stack of its borrowing if that is known. */
    public String holders() {
        StringBuilder text = new StringBuilder();
        long now = watching.engine().nanoTime();
        for (PoolState state : states()) {
            state.out().stream()
                    .sorted(Comparator.comparingLong(borrowing -> borrowing.since() - now))
                    .forEach(borrowing -> text.append(state.name())
                            .append(": ")
                            .append(Holder.line(borrowing, now))
                            .append(CallSite.lines(borrowing.stack(), FRAMES))
                            .append('\n'));
        }
        return text.length() == 0 ? "No connection is out.\n" : text.toString();
    }

    /** The latest findings. */
    public String findings() {
        StringBuilder text = new StringBuilder();
        for (PoolFindingSignal finding : watching.findings().recent()) {
            text.append(finding.text()).append('\n');
        }
        return text.length() == 0 ? "Nothing was found.\n" : text.toString();
    }
}

package dev.covet.demo;

import dev.covet.fixtures.time.Await;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The loss of the primary as somebody sees it who uses a petshop with the agent and one without: it is killed, the standby is
 * promoted, and the old primary comes back. Orders are carried out by one thread.
 */
final class Drill implements AutoCloseable {
    /** From the kill to the promotion, unless somebody gives orders. */
    private static final Duration PROMOTION = Duration.ofSeconds(5);

    /** How long it is looked at what becomes of a step. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private static final Duration FIRST_WRITES = Duration.ofMinutes(2);
    private static final int MOST_SECONDS_SHOWN = 20;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Servers servers;
    private final String withCovet;
    private final Supplier<@Nullable String> withoutCovet;
    private final Consumer<String> console;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Drill::thread);
    private State state = State.READY;
    private volatile List<Probe> probes = List.of();
    private long killed;
    private long dead;
    private long promoted;
    private long shownUntil;
    private long showEnd;

    /** What has been done. */
    private enum State {
        READY,
        KILLED,
        PROMOTED,
        RESTARTED
    }

    /**
     * Of two petshops.
     *
     * @param withoutCovet waits until it is there; null if there is none
     */
    Drill(Servers servers, String withCovet, Supplier<@Nullable String> withoutCovet, Consumer<String> console) {
        this.servers = servers;
        this.withCovet = withCovet;
        this.withoutCovet = withoutCovet;
        this.console = console;
    }

    private static Thread thread(Runnable task) {
        Thread made = new Thread(task, "demo-drill");
        made.setDaemon(true);
        return made;
    }

    /** Carried out after those before. */
    void order(Order order) {
        later(() -> carryOut(order), Duration.ZERO);
    }

    /** All of them, one after the other. */
    void orderAll(Duration after) {
        later(
                () -> {
                    carryOut(Order.KILL);
                    later(() -> carryOut(Order.PROMOTE), PROMOTION);
                    later(() -> carryOut(Order.RESTART), PROMOTION.plus(LOOK).plus(LOOK));
                },
                after);
    }

    private void later(Runnable task, Duration delay) {
        Runnable told = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                say("went wrong: " + e.getMessage());
            }
        };
        try {
            ScheduledFuture<?> unused = thread.schedule(told, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // The demo ends.
        }
    }

    private void carryOut(Order order) {
        switch (order) {
            case KILL -> {
                if (allowed(State.READY, "the primary was killed already")) {
                    kill();
                }
            }
            case PROMOTE -> {
                if (allowed(State.KILLED, "first k and Enter kills the primary, then p promotes the standby, once")) {
                    promote();
                }
            }
            case RESTART -> {
                if (allowed(State.PROMOTED, "first k, then p and Enter; the old primary is started again once")) {
                    restart();
                }
            }
        }
    }

    private boolean allowed(State from, String otherwise) {
        if (state != from) {
            say(otherwise);
        }
        return state == from;
    }

    private void kill() {
        say("each petshop is asked first whether it takes writes");
        String other = withoutCovet.get();
        probes = other == null ? List.of(new Probe(withCovet)) : List.of(new Probe(withCovet), new Probe(other));
        if (!Await.whether(
                FIRST_WRITES,
                () -> probes.stream().allMatch(each -> each.attempts().hasWritten()))) {
            probes.forEach(Probe::close);
            say("the primary is not killed: the petshops take no writes as it is");
            return;
        }
        killed = System.nanoTime();
        servers.kill();
        dead = System.nanoTime();
        state = State.KILLED;
        say("the primary was killed by kill -9; p and Enter promotes the standby");
        console.accept("  Each petshop is sent 5 writes and 5 reads a second. In each of the last seconds:");
        console.accept(columns("", "with Covet", "", other == null ? "" : "without Covet", ""));
        console.accept(columns("", "writes", "reads", other == null ? "" : "writes", other == null ? "" : "reads"));
        shownUntil = System.nanoTime();
        show();
        later(this::second, Duration.ofSeconds(1));
    }

    private void promote() {
        long told = System.nanoTime();
        servers.promote();
        promoted = System.nanoTime();
        state = State.PROMOTED;
        say("the standby takes writes, %.1f s after it was told to; no petshop is told", seconds(told, promoted));
        show();
        later(this::summary, LOOK);
    }

    private void restart() {
        servers.restart();
        state = State.RESTARTED;
        say("the old primary was started again as it was; whoever writes there now loses it");
        probes.forEach(Probe::goOn);
        show();
        later(this::summary, LOOK);
    }

    private void summary() {
        probes.forEach(Probe::pause);
        showEnd = System.nanoTime();
        DrillSummary summary = new DrillSummary(servers, console, new DrillSummary.Times(killed, dead, promoted));
        summary.print(
                probes.get(0).attempts(),
                probes.size() == 1 ? null : probes.get(1).attempts());
        say(
                state == State.RESTARTED
                        ? "that was all of it; the petshop with Covet goes on at the new primary"
                        : "r and Enter starts the old primary again as it was");
    }

    private void show() {
        showEnd = System.nanoTime() + MOST_SECONDS_SHOWN * SECOND;
    }

    private void second() {
        long now = System.nanoTime();
        if (now - showEnd < 0) {
            Attempts covet = probes.get(0).attempts();
            Attempts plain = probes.size() == 1 ? null : probes.get(1).attempts();
            console.accept(columns(
                    String.format(Locale.ROOT, "+%3.0f s", seconds(killed, now)),
                    covet.ended(true, shownUntil, now).toString(),
                    covet.ended(false, shownUntil, now).toString(),
                    plain == null ? "" : plain.ended(true, shownUntil, now).toString(),
                    plain == null ? "" : plain.ended(false, shownUntil, now).toString()));
        }
        shownUntil = now;
        later(this::second, Duration.ofSeconds(1));
    }

    private static String columns(String... columns) {
        return String.format(Locale.ROOT, "  %-21s%-17s%-17s%-17s%s", (Object[]) columns)
                .stripTrailing();
    }

    private static double seconds(long from, long to) {
        return (double) (to - from) / SECOND;
    }

    private void say(String format, Object... values) {
        console.accept("failover               " + String.format(Locale.ROOT, format, values));
    }

    @Override
    public void close() {
        thread.shutdownNow();
        probes.forEach(Probe::close);
    }
}

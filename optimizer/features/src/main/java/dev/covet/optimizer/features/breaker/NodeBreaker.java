package dev.covet.optimizer.features.breaker;

import dev.covet.optimizer.engine.node.ErrorClass;
import dev.covet.optimizer.engine.node.ErrorClasses;
import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.NodeOpening;
import dev.covet.optimizer.engine.node.NodeStanding;
import dev.covet.optimizer.engine.node.NodeStanding.Health;
import dev.covet.optimizer.engine.node.WatchedNode;
import dev.covet.optimizer.features.breaker.BreakerSettings.Mode;
import dev.covet.optimizer.features.breaker.State.Closed;
import dev.covet.optimizer.features.breaker.State.Doubted;
import dev.covet.optimizer.features.breaker.State.Open;
import dev.covet.optimizer.features.breaker.State.Probing;
import dev.covet.optimizer.features.breaker.State.SlowStart;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The breaker of one node. Its state is one reference; nothing here locks. */
final class NodeBreaker implements WatchedNode {
    private static final long FULL_AFTER = TimeUnit.MILLISECONDS.toNanos(750);
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final NodeName name;
    private final BreakerParts parts;
    private final AtomicReference<State> state = new AtomicReference<>(Closed.STATE);
    private final AtomicBoolean asking = new AtomicBoolean();

    /** Whether somebody was to ask while another one did. */
    private final AtomicBoolean again = new AtomicBoolean();

    private final Rates rates;
    private final LongAdder rejected = new LongAdder();
    private final LongAdder wouldReject = new LongAdder();

    /** Failures to reach the server since it has answered last. */
    private final AtomicInteger failures = new AtomicInteger();

    /** Whether a statement was answered since it was doubted, and no connection was lost after that. */
    private volatile boolean alive;

    /** Whether a connection that was open was lost since a statement was answered last. */
    private volatile boolean lost;

    private volatile boolean heard;
    private volatile @Nullable NodeOpening opening;
    private volatile long latencyNanos = -1;
    private volatile String lastError = "";
    private volatile @Nullable Boolean readOnly;
    private final AtomicLong saturatedNanos;
    private final AtomicLong wouldShedNanos;

    NodeBreaker(NodeName name, BreakerParts parts) {
        this.name = name;
        this.parts = parts;
        long now = parts.now();
        this.rates = new Rates(now);
        this.saturatedNanos = new AtomicLong(now - MINUTE);
        this.wouldShedNanos = new AtomicLong(now - MINUTE);
    }

    @Override
    public NodeName name() {
        return name;
    }

    private State present() {
        return Objects.requireNonNull(state.get());
    }

    @Override
    public boolean isClosed() {
        return state.get() == Closed.STATE || parts.isOff();
    }

    @Override
    public @Nullable SQLException refusesConnect() {
        return isClosed() ? null : refusal(false, false);
    }

    @Override
    public @Nullable SQLException refusesBorrow(int idle) {
        return isClosed() ? null : refusal(alive || (idle > 0 && !lost), alive || idle > 0);
    }

    @Override
    public @Nullable SQLException refusesStatement() {
        return isClosed() ? null : refusal(alive || !lost, true);
    }

    /** Who has reason to believe that a call works is spared, while nothing is let through and while some are. */
    private @Nullable SQLException refusal(boolean sparedWhileShut, boolean sparedWhileSlow) {
        State present = present();
        Outage outage = outage(present);
        if (outage == null || present instanceof Doubted) {
            return null;
        }
        long now = parts.now();
        int admitted = present.admits(now);
        boolean spared = !outage.byRates() && (admitted == 0 ? sparedWhileShut : sparedWhileSlow);
        if (spared || admitted == State.ALL || (admitted > 0 && parts.dice() < admitted)) {
            return null;
        }
        if ((outage.byRates() ? parts.settings().rates() : parts.settings().mode()) != Mode.ON) {
            wouldReject.increment();
            return null;
        }
        rejected.increment();
        return Refusal.of(name, outage, now, present instanceof Open open ? open.retryNanos() : now);
    }

    private static @Nullable Outage outage(State state) {
        if (state instanceof Open open) {
            return open.outage();
        }
        if (state instanceof Probing probing) {
            return probing.outage();
        }
        if (state instanceof SlowStart start) {
            return start.outage();
        }
        return state instanceof Doubted doubted ? doubted.outage() : null;
    }

    @Override
    public void connected(NodeOpening how, long nanos) {
        opening = how;
        heard = true;
        latencyNanos = nanos;
        failures.set(0);
        State present = present();
        Outage outage = outage(present);
        if (present instanceof Doubted) {
            move(Move.CLEAR, present, Closed.STATE, "");
        } else if (outage != null && !outage.byRates() && !(present instanceof SlowStart)) {
            recover(present, outage);
        }
    }

    @Override
    public void connectFailed(@Nullable NodeOpening how, Throwable failure) {
        if (opening == null) {
            opening = how;
        }
        if (Refusal.isOurs(failure)) {
            return;
        }
        ErrorClass kind = ErrorClasses.of(failure, name.dialect());
        if (kind.isUnreachable()) {
            unreachable(ErrorText.of(failure));
        } else if (kind == ErrorClass.SATURATION) {
            saturated(ErrorText.of(failure));
        } else if (kind == ErrorClass.STATEMENT) {
            heard = true;
            failures.set(0);
        }
    }

    @Override
    public void answered() {
        if (failures.get() != 0) {
            failures.set(0);
        }
        if (!alive || lost) {
            heard = true;
            lost = false;
            alive = true;
        }
    }

    @Override
    public void answered(long now, long nanos) {
        answered();
        if (parts.settings().rates() != Mode.OFF && rates.answered(now, nanos)) {
            look(now);
        }
    }

    @Override
    public void failed(Throwable failure) {
        if (Refusal.isOurs(failure)) {
            return;
        }
        ErrorClass kind = ErrorClasses.of(failure, name.dialect());
        switch (kind) {
            case CONNECTION, SHUTTING_DOWN -> gone(ErrorText.of(failure));
            case STATEMENT, LOCK, ROLE_CHANGED -> answered();
            case SATURATION -> {
                countFailure();
                saturated(ErrorText.of(failure));
            }
            case INTERNAL -> {
                lastError = ErrorText.of(failure);
                countFailure();
            }
            case TIMEOUT -> {
                if (parts.settings().rates() != Mode.OFF) {
                    long now = parts.now();
                    rates.slow(now);
                    look(now);
                }
            }
            case UNKNOWN -> {}
        }
    }

    @Override
    public void lost() {
        gone("a connection was of no use any more");
    }

    private void gone(String why) {
        lost = true;
        alive = false;
        unreachable(why);
        countFailure();
    }

    private void unreachable(String why) {
        lastError = why;
        if (failures.incrementAndGet() >= parts.settings().failures() || state.get() instanceof SlowStart) {
            doubt(why);
        }
    }

    private void saturated(String why) {
        heard = true;
        lastError = why;
        long now = parts.now();
        long before = saturatedNanos.get();
        if (now - before >= MINUTE && saturatedNanos.compareAndSet(before, now)) {
            parts.listener().saturated(name, why);
        }
    }

    /** Of a statement. */
    private void countFailure() {
        if (parts.settings().rates() != Mode.OFF) {
            long now = parts.now();
            rates.failed(now);
            look(now);
        }
    }

    private void doubt(String why) {
        State present = present();
        if (parts.settings().mode() != Mode.OFF && (present instanceof Closed || present instanceof SlowStart)) {
            alive = false;
            if (move(Move.DOUBT, present, new Doubted(new Outage(parts.now(), why, false)), why)) {
                later(this::probe, 0);
            }
        }
    }

    /** Rates of a server out of reach are none: it is doubted anyway. */
    private void look(long now) {
        State present = present();
        String trouble = present instanceof Closed && failures.get() == 0 ? rates.trouble(now) : "";
        if (trouble.isEmpty()) {
            return;
        }
        if (parts.settings().rates() != Mode.ON) {
            long before = wouldShedNanos.get();
            if (now - before >= MINUTE && wouldShedNanos.compareAndSet(before, now)) {
                parts.listener().wouldOpen(name, trouble);
            }
            return;
        }
        long pause = pause(0);
        Outage outage = new Outage(now, trouble, true);
        if (move(Move.SHED, present, new Open(outage, 0, now + pause), trouble)) {
            rates.clear();
            parts.listener().opened(name, trouble, true);
            later(this::probe, pause);
        }
    }

    /** Without a thread nobody asks, so nobody may be refused. */
    private void later(Runnable task, long nanos) {
        try {
            parts.timer().schedule(task, nanos);
        } catch (RuntimeException | OutOfMemoryError noThread) {
            state.set(Closed.STATE);
            parts.listener().failed(noThread);
        }
    }

    /** Asks the server. Whoever comes while somebody asks leaves it to that one, who looks once more afterwards. */
    private void probe() {
        again.set(true);
        if (!asking.compareAndSet(false, true)) {
            return;
        }
        again.set(false);
        try {
            if (parts.isOff()) {
                state.set(Closed.STATE);
            } else if (isToBeAsked()) {
                learned(parts.probe().ask(name, opening));
            }
        } catch (RuntimeException | LinkageError | StackOverflowError ours) {
            // Whoever cannot be asked is not shut out.
            state.set(Closed.STATE);
            parts.listener().failed(ours);
        } finally {
            asking.set(false);
            if (again.get() || state.get() instanceof Doubted) {
                later(this::probe, 0);
            }
        }
    }

    private boolean isToBeAsked() {
        State present = present();
        long now = parts.now();
        if (present instanceof Open open) {
            Probing next = new Probing(open.outage(), open.attempt(), now);
            return now - open.retryNanos() >= 0 && move(Move.TRY, open, next, "");
        }
        return present instanceof Doubted;
    }

    private void learned(Probe.Answer answer) {
        State present = present();
        if (answer.reachable()) {
            reached(present, answer);
            return;
        }
        lastError = answer.error();
        if (present instanceof Doubted doubted) {
            shut(Move.OPEN, doubted, doubted.outage().with(answer.error()), 0);
        } else if (present instanceof Probing probing) {
            shut(Move.FAIL, probing, probing.outage().with(answer.error()), probing.attempt() + 1);
        }
    }

    private void reached(State present, Probe.Answer answer) {
        failures.set(0);
        if (answer.nanos() >= 0) {
            heard = true;
            latencyNanos = answer.nanos();
        }
        readOnly = answer.readOnly();
        if (answer.kind() == ErrorClass.SATURATION) {
            saturated(answer.error());
        }
        if (present instanceof Doubted) {
            move(Move.CLEAR, present, Closed.STATE, "");
        } else if (present instanceof Probing probing) {
            recover(probing, probing.outage());
        }
    }

    private void shut(Move by, State before, Outage outage, int attempt) {
        long pause = pause(attempt);
        if (move(by, before, new Open(outage, attempt, parts.now() + pause), outage.lastError())) {
            if (by == Move.OPEN && parts.settings().mode() == Mode.ON) {
                parts.listener().opened(name, outage.lastError(), false);
            } else if (by == Move.OPEN) {
                parts.listener().wouldOpen(name, outage.lastError());
            }
            later(this::probe, pause);
        }
    }

    private void recover(State before, Outage outage) {
        long now = parts.now();
        if (move(Move.RECOVER, before, new SlowStart(outage, now), "")) {
            rates.clear();
            parts.listener().recovered(name, now - outage.sinceNanos());
            later(this::full, FULL_AFTER);
        }
    }

    private void full() {
        State present = present();
        if (present instanceof SlowStart && present.admits(parts.now()) == State.ALL) {
            move(Move.FULL, present, Closed.STATE, "");
        }
    }

    /** Anything up to a limit that doubles, so that those who broke down together do not come back together. */
    private long pause(int attempt) {
        long first = parts.settings().firstPause().toNanos();
        long longest = parts.settings().longestPause().toNanos();
        long limit = Math.min(longest, first << Math.min(attempt, 20));
        long shortest = Math.min(SHORTEST_PAUSE, limit);
        return shortest + (long) ((limit - shortest) * parts.share());
    }

    private boolean move(Move by, State before, State after, String why) {
        if (!by.isLegal(before, after)) {
            throw new IllegalStateException(by + " does not lead from " + before + " to " + after);
        }
        boolean moved = state.compareAndSet(before, after);
        if (moved) {
            parts.listener().moved(name, before.word(), after.word(), by.word(), why);
        }
        return moved;
    }

    NodeStanding standing() {
        State present = present();
        return new NodeStanding(
                name,
                present.word(),
                health(present),
                latencyNanos,
                lastError,
                rejected.sum(),
                wouldReject.sum(),
                readOnly);
    }

    private Health health(State present) {
        if (present instanceof Open || present instanceof Probing) {
            return Health.UNHEALTHY;
        }
        if (present instanceof Doubted || present instanceof SlowStart || failures.get() > 0) {
            return Health.DEGRADED;
        }
        if (!heard) {
            return Health.UNKNOWN;
        }
        return parts.now() - saturatedNanos.get() < MINUTE ? Health.DEGRADED : Health.HEALTHY;
    }
}

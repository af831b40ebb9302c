package dev.covet.agent.tooling.runtime;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.node.NodeGate;
import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.NodeWatch;
import dev.covet.optimizer.engine.signal.BreakerSignal;
import dev.covet.optimizer.features.breaker.BreakerListener;
import dev.covet.optimizer.features.breaker.BreakerSettings;
import dev.covet.optimizer.features.breaker.Breakers;
import dev.covet.optimizer.features.breaker.TimeoutRules;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The breakers as the settings ask for them, and what is said of them. They stay the same as long as the engine does. */
final class Breaking implements BreakerListener {
    private static final double SECOND = 1e9;

    private final AgentLog log;
    private final NodeGate gate;
    private volatile @Nullable Engine engine;
    private @Nullable Breakers breakers;
    private @Nullable BreakerSettings by;

    Breaking(AgentLog log, NodeGate gate) {
        this.log = log;
        this.gate = gate;
    }

    /** Null if there is nothing to do. Called by one thread at a time. */
    @Nullable Stage stage(Engine running, boolean enabled, BreakerSettings wanted) {
        boolean watches = enabled && wanted.mode() != BreakerSettings.Mode.OFF;
        if (!wanted.equals(by)) {
            new TimeoutRules(wanted.queryTimeout(), wanted.timeoutRules())
                    .misread()
                    .forEach(wrong -> log.warn("COVET-4410 " + wrong));
        }
        by = wanted;
        engine = running;
        Breakers known = breakers;
        if (known == null) {
            known = new Breakers(running::nanoTime, this, wanted);
            breakers = known;
        }
        known.settings(enabled ? wanted : wanted.off());
        gate.watch(watches ? known : NodeWatch.NONE);
        return enabled ? known.stage() : null;
    }

    @Override
    public void moved(NodeName node, String from, String to, String move, String why) {
        Engine running = engine;
        if (running != null) {
            running.bus().post(new BreakerSignal(node, from, to, move, running.nanoTime(), why));
        }
    }

    @Override
    public void opened(NodeName node, String why, boolean byRates) {
        if (byRates) {
            log.warn("COVET-4404 Of the database server " + node + " too much fails or is slow (" + why
                    + "). Calls that would ask it are refused at once for a moment. Look at what it does; to switch"
                    + " this off set covet.breaker.rates=observe.");
        } else {
            log.warn("COVET-4402 The database server " + node + " cannot be reached (" + why
                    + "). Calls that would wait for it are refused at once until it answers. See whether it runs; to"
                    + " switch this off set covet.breaker.mode=off.");
        }
    }

    @Override
    public void recovered(NodeName node, long outageNanos) {
        log.info(String.format(
                Locale.ROOT,
                "COVET-4403 The database server %s answers again after %.1f s. Connections are let through by and by.",
                node,
                outageNanos / SECOND));
    }

    @Override
    public void saturated(NodeName node, String why) {
        log.warn("COVET-4406 The database server " + node + " takes no more connections (" + why
                + "). Covet refuses nothing because of it: those that are open work. Make pools smaller, or let the"
                + " server take more.");
    }

    @Override
    public void failed(Throwable ours) {
        Engine running = engine;
        if (running != null) {
            running.protection().guard("breaker").failed(ours);
        }
    }

    @Override
    public void wouldOpen(NodeName node, String why) {
        log.info("COVET-4405 Calls to the database server " + node + " would be refused now (" + why
                + "), but covet.breaker.mode or covet.breaker.rates is observe. Set it to on to have that.");
    }
}

package dev.covet.agent.tooling.runtime;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.features.route.RouteSettings;
import dev.covet.optimizer.features.route.RouteStage;
import dev.covet.optimizer.features.route.node.RouteListener;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The routing's stage as the settings ask for it: the same one as long as they stay the same. */
final class Routing implements RouteListener {
    private final AgentLog log;
    private @Nullable RouteStage stage;
    private @Nullable RouteSettings by;

    Routing(AgentLog log) {
        this.log = log;
    }

    /** Null if none is wanted. Called by one thread at a time. */
    @Nullable Stage stage(boolean enabled, RouteSettings wanted) {
        RouteStage known = stage;
        boolean on = enabled && !wanted.isOff();
        if (known != null && on && wanted.equals(by)) {
            return known;
        }
        if (known != null) {
            known.close();
        }
        RouteStage made = on ? new RouteStage(wanted, this, ThreadLocalRandom::current) : null;
        stage = made;
        by = wanted;
        return made;
    }

    @Override
    public void trouble(String code, String sentence, String cure) {
        log.warn(code + ' ' + sentence + " The primary is asked instead. " + cure);
    }

    @Override
    public void unfollowed(String message) {
        log.warn(message);
    }

    @Override
    public void used(String address) {
        log.info("COVET-4315 The replica " + address + " is read from, from now on.");
    }
}

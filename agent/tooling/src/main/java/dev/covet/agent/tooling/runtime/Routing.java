package dev.covet.agent.tooling.runtime;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.instrumentation.entry.Entries;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.Visits;
import dev.covet.optimizer.engine.node.Relocations;
import dev.covet.optimizer.features.route.RouteSettings;
import dev.covet.optimizer.features.route.RouteStage;
import dev.covet.optimizer.features.route.node.RouteListener;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The routing's stage as the settings ask for it: the same one as long as they stay the same. */
final class Routing implements RouteListener {
    private final AgentLog log;
    /** For how long a client is known after no replica can lack what it wrote: clocks need not be right. */
    private static final long LONGER_SECONDS = 10;

    private final Relocations relocations;
    private final Entries entries;
    private final SelfProtection protection;
    private @Nullable RouteStage stage;
    private @Nullable RouteSettings by;

    Routing(AgentLog log, AgentParts parts) {
        this.log = log;
        this.relocations = parts.nodes().relocations();
        this.entries = parts.entries();
        this.protection = parts.protection();
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
        if (!on || wanted.failover() != RouteSettings.Mode.ON) {
            relocations.clear();
        }
        RouteStage made = on ? new RouteStage(wanted, this, ThreadLocalRandom::current) : null;
        entries.visits(on ? visits(wanted) : null);
        stage = made;
        by = wanted;
        return made;
    }

    private @Nullable Visits visits(RouteSettings wanted) {
        return wanted.cookie() == RouteSettings.Cookie.OFF
                ? null
                : new Visits(
                        System::nanoTime,
                        protection,
                        wanted.cookie() == RouteSettings.Cookie.ALONE,
                        wanted.mostBehind().toSeconds() + LONGER_SECONDS);
    }

    @Override
    public void moved(String from, String to, boolean follows) {
        if (follows) {
            log.warn("COVET-4316 The server " + to + " has become the primary in place of " + from
                    + ". New connections of the application go there, and those to " + from
                    + " end when they are given back. Let the application's URL lead to the new primary in time.");
        } else {
            log.warn("COVET-4317 The server " + to + " has become the primary in place of " + from
                    + ", but covet.route.failover is observe, so the application's connections stay where they are. Set"
                    + " it to on to have them follow.");
        }
    }

    @Override
    public void severalPrimaries(String used, String other) {
        log.warn(
                "COVET-4318 The servers " + used + " and " + other + " of one cluster both take writes, so nobody knows"
                        + " which one is meant. Connections go where they did. Stop the one that is no primary any more, or take"
                        + " a server that serves something else out of covet.route.replicas.");
    }

    @Override
    public void reread(String server, String replica, String message) {
        log.warn("COVET-4319 The connection to " + server + " broke before a read was answered (" + message
                + "), and the replica " + replica
                + " has answered instead. At most one read in ten is asked again, and this"
                + " is said once a minute. To switch it off set covet.route.retry=false.");
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

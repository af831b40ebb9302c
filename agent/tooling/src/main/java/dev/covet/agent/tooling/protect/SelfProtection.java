package dev.covet.agent.tooling.protect;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** The kill switch and the features' errors. */
public final class SelfProtection {
    private final AgentLog log;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Feature> features = new ConcurrentHashMap<>();
    private volatile boolean enabled = true;

    public SelfProtection(AgentLog log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /** Whether the agent does anything at all. Every point asks first. */
    public boolean isEnabled() {
        return enabled;
    }

    /** The kill switch. From the next call on, points do nothing, or work again. */
    public void enable(boolean wanted) {
        if (enabled != wanted) {
            enabled = wanted;
            log.info(
                    wanted
                            ? "COVET-2012 Covet was switched on."
                            : "COVET-2011 Covet was switched off. The application runs as without it.");
        }
    }

    /** The feature of this name; the same object each time. */
    public Feature feature(String name) {
        Feature known = features.get(name);
        if (known != null) {
            return known;
        }
        Feature made = new Feature(name, log, nanoTime);
        Feature earlier = features.putIfAbsent(name, made);
        return earlier == null ? made : earlier;
    }

    public Collection<Feature> features() {
        return List.copyOf(features.values());
    }
}

package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.signal.PoolFindingSignal;
import dev.covet.optimizer.engine.signal.PoolHealthSignal;
import dev.covet.optimizer.engine.signal.Signal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How pools stand, and what was found about them. */
public final class HealthMetrics {
    private static final int MOST_POOLS = 256;

    private final LongCounter findings;
    private final Map<String, PoolHealthSignal.State> states = new ConcurrentHashMap<>();

    public HealthMetrics(Meter meter) {
        findings = meter.counterBuilder("covet.pool.findings")
                .setUnit("{finding}")
                .setDescription("What was found about connection pools, each once for each method.")
                .build();
        meter.gaugeBuilder("covet.pool.health")
                .ofLongs()
                .setUnit("{pool}")
                .setDescription("1 for the state in which the pool is.")
                .buildWithCallback(measurement -> states.forEach((pool, state) ->
                        measurement.record(1, Attributes.of(Keys.POOL_NAME, pool, Keys.POOL_HEALTH, word(state)))));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether the signal is one of pool health. */
    public boolean record(Signal signal) {
        if (signal instanceof PoolFindingSignal finding) {
            findings.add(1, Attributes.of(Keys.POOL_NAME, finding.pool(), FindingEvents.KIND, word(finding.kind())));
        } else if (signal instanceof PoolHealthSignal health) {
            stands(health);
        } else {
            return false;
        }
        return true;
    }

    private void stands(PoolHealthSignal health) {
        if (health.state() == PoolHealthSignal.State.GONE) {
            states.remove(health.pool());
        } else if (states.size() < MOST_POOLS || states.containsKey(health.pool())) {
            states.put(health.pool(), health.state());
        }
    }
}

package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.NodeStanding;
import dev.covet.optimizer.engine.signal.BreakerSignal;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;
import java.util.Locale;

/** How the servers stand that connections lead to. Asked for by the thread that reads metrics. */
public final class BreakerMetrics {
    private static final List<String> STATES = List.of("closed", "doubted", "open", "probing", "slow_start");
    private static final double SECOND = 1e9;

    private final LongCounter moves;

    public BreakerMetrics(Meter meter, Engine engine) {
        moves = meter.counterBuilder("covet.breaker.moves")
                .setUnit("{move}")
                .setDescription("What breakers did, by the word of it: doubt, open, recover and others.")
                .build();
        states(meter, engine);
        nodes(meter, engine);
    }

    public void record(BreakerSignal signal) {
        moves.add(
                1,
                of(signal.node()).toBuilder()
                        .put(Keys.BREAKER_MOVE, signal.move())
                        .build());
    }

    private static void states(Meter meter, Engine engine) {
        meter.gaugeBuilder("covet.breaker.state")
                .ofLongs()
                .setUnit("{node}")
                .setDescription("1 for the state that the breaker of the node is in, 0 for the others.")
                .buildWithCallback(measurement -> {
                    for (NodeStanding node : engine.nodes().watch().standings()) {
                        for (String state : STATES) {
                            long is = state.equals(node.state()) ? 1 : 0;
                            measurement.record(is, with(node, Keys.BREAKER_STATE, state));
                        }
                    }
                });
        meter.counterBuilder("covet.breaker.rejected")
                .setUnit("{call}")
                .setDescription("Calls that were refused at once, or would have been with the setting on.")
                .buildWithCallback(measurement -> {
                    for (NodeStanding node : engine.nodes().watch().standings()) {
                        measurement.record(node.rejected(), with(node, Keys.RESULT, "rejected"));
                        measurement.record(node.wouldReject(), with(node, Keys.RESULT, "would reject"));
                    }
                });
    }

    private static void nodes(Meter meter, Engine engine) {
        meter.gaugeBuilder("covet.node.health")
                .ofLongs()
                .setUnit("{node}")
                .setDescription("1 for what is known of the server: healthy, degraded, unhealthy or unknown.")
                .buildWithCallback(measurement -> {
                    for (NodeStanding node : engine.nodes().watch().standings()) {
                        for (NodeStanding.Health each : NodeStanding.Health.values()) {
                            String word = each.name().toLowerCase(Locale.ROOT);
                            measurement.record(each == node.health() ? 1 : 0, with(node, Keys.NODE_HEALTH, word));
                        }
                    }
                });
        meter.gaugeBuilder("covet.node.latency")
                .setUnit("s")
                .setDescription("What opening a connection to the server took the last time, or asking it.")
                .buildWithCallback(measurement -> {
                    for (NodeStanding node : engine.nodes().watch().standings()) {
                        if (node.latencyNanos() >= 0) {
                            measurement.record(node.latencyNanos() / SECOND, of(node.name()));
                        }
                    }
                });
    }

    private static Attributes of(NodeName name) {
        return Attributes.of(
                Keys.NODE, name.address(), Keys.NODE_ROLE, name.role().name().toLowerCase(Locale.ROOT));
    }

    private static Attributes with(NodeStanding node, AttributeKey<String> key, String value) {
        return of(node.name()).toBuilder().put(key, value).build();
    }
}

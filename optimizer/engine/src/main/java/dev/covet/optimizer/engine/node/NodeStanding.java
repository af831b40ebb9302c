package dev.covet.optimizer.engine.node;

import org.jspecify.annotations.Nullable;

/**
 * How a node stands now.
 *
 * @param state of the breaker: {@code closed}, {@code doubted}, {@code open}, {@code probing} or {@code slow_start}
 * @param health what is known of the server
 * @param latencyNanos of opening a connection, or of a probe, the last time; negative if there was none
 * @param lastError empty if there was none since the node was known
 * @param rejected calls so far that were refused at once
 * @param wouldReject calls so far that would have been, with the setting {@code observe}
 */
public record NodeStanding(
        NodeName name,
        String state,
        Health health,
        long latencyNanos,
        String lastError,
        long rejected,
        long wouldReject,
        @Nullable Boolean readOnly) {
    /** What is known of a server. */
    public enum Health {
        HEALTHY,
        /** It answers, but something is wrong: it takes no more connections, or calls fail. */
        DEGRADED,
        UNHEALTHY,
        /** Nothing has been heard of it. */
        UNKNOWN
    }
}

package dev.covet.optimizer.features.route.node;

import dev.covet.optimizer.features.route.position.Report;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a server from being read from.
 *
 * @param code of the message for people; empty if it passes by itself, or if nothing does
 * @param reason the end of a sentence; empty if nothing does
 * @param cure what to do
 */
record Hindrance(String code, String reason, String cure) {
    static final Hindrance NONE = new Hindrance("", "", "");

    private static Hindrance passing(String reason) {
        return new Hindrance("", reason, "");
    }

    /** By what both have said last. */
    static Hindrance of(@Nullable Report primary, @Nullable Report replica) {
        if (primary == null || replica == null) {
            return passing(primary == null ? "the primary has not said how far it is" : "it was not asked yet");
        }
        if (primary.replica()) {
            return new Hindrance(
                    "COVET-4314",
                    "the server that the application connects to is a replica itself",
                    "Let the application's URL lead to the primary.");
        }
        if (!replica.replica()) {
            return new Hindrance(
                    "COVET-4311",
                    "it is no replica",
                    "Take it out of covet.route.replicas, or make it a replica of the application's server.");
        }
        if (!replica.cluster().equals(primary.cluster())) {
            return new Hindrance(
                    "COVET-4312",
                    "it belongs to another cluster (" + replica.cluster() + " and not " + primary.cluster() + ")",
                    "Take it out of covet.route.replicas, or set it up as a replica of the application's server.");
        }
        return replica.history().equals(primary.history())
                ? NONE
                : passing("it follows the history " + replica.history() + " and not " + primary.history());
    }
}

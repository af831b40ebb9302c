package dev.covet.optimizer.features.route.position;

import org.jspecify.annotations.Nullable;

/**
 * What keeps a server from being read from.
 *
 * @param code of the message for people; empty if it passes by itself, or if nothing does
 * @param reason the end of a sentence; empty if nothing does
 * @param cure what to do
 */
public record Hindrance(String code, String reason, String cure) {
    public static final Hindrance NONE = new Hindrance("", "", "");

    /** One that passes by itself. */
    static Hindrance passing(String reason) {
        return new Hindrance("", reason, "");
    }

    /** Not everything that is seen on the primary reaches the replica. */
    public static Hindrance incomplete(String reason, String cure) {
        return new Hindrance("COVET-4321", reason, cure);
    }

    /** Nobody tells this user whether everything does. */
    static Hindrance unseen(String reason, String cure) {
        return new Hindrance("COVET-4322", reason, cure);
    }

    /** Of a server that only repeats what others do, and has none to do so. */
    static Hindrance alone(String reason) {
        return new Hindrance(
                "COVET-4311",
                reason,
                "Take it out of covet.route.replicas, or make it a replica of the application's server; on MariaDB and"
                        + " MySQL with read_only = ON.");
    }

    /** Of a replica that has what the primary has not. */
    public static Hindrance ahead() {
        return new Hindrance(
                "COVET-4312",
                "it has changes that the application's server does not have",
                "Take it out of covet.route.replicas, or set it up anew as a replica of the application's server.");
    }

    /** By what both have said last. */
    public static Hindrance of(@Nullable Report primary, @Nullable Report replica) {
        if (primary == null || replica == null) {
            return passing(primary == null ? "the primary has not said how far it is" : "it was not asked yet");
        }
        if (primary.replica()) {
            return new Hindrance(
                    "COVET-4314",
                    "the server that the application connects to is a replica itself",
                    "Let the application's URL lead to the primary.");
        }
        if (!primary.own().equals(NONE)) {
            return primary.own();
        }
        if (!replica.replica()) {
            return alone("it is no replica");
        }
        if (!replica.cluster().equals(primary.cluster())) {
            return new Hindrance(
                    "COVET-4312",
                    "it belongs to another cluster (" + replica.cluster() + " and not " + primary.cluster() + ")",
                    "Take it out of covet.route.replicas, or set it up as a replica of the application's server.");
        }
        if (!replica.own().equals(NONE)) {
            return replica.own();
        }
        return replica.history().equals(primary.history())
                ? NONE
                : passing("it follows the history " + replica.history() + " and not " + primary.history());
    }
}

package dev.covet.optimizer.features.route;

import java.time.Duration;
import java.util.List;

/**
 * What may be read from replicas.
 *
 * @param replicas their addresses
 * @param mostBehind how far one may be behind
 * @param mostConnections to each replica
 * @param failover whether connections to the primary go to a replica that has taken over
 * @param cookie how clients are known again
 * @param retry whether reads whose connection broke are asked of a replica
 */
public record RouteSettings(
        Mode mode,
        List<String> replicas,
        Consistency consistency,
        Duration mostBehind,
        int mostConnections,
        Mode failover,
        Cookie cookie,
        boolean retry) {
    public static final RouteSettings DEFAULT =
            new RouteSettings(Mode.ON, List.of(), Consistency.SESSION, Duration.ofSeconds(10), 10);

    /** With what is usual when the primary fails, and no cookies. */
    public RouteSettings(
            Mode mode, List<String> replicas, Consistency consistency, Duration mostBehind, int mostConnections) {
        this(mode, replicas, consistency, mostBehind, mostConnections, Mode.ON, Cookie.OFF, true);
    }

    public RouteSettings {
        replicas = List.copyOf(replicas);
    }

    /** Whether statements are sent elsewhere, or it is only said which could be. */
    public enum Mode {
        OFF,
        OBSERVE,
        ON
    }

    /** What is promised of a read. */
    public enum Consistency {
        /** It is not further behind than the limit. */
        EVENTUAL,
        /** It shows in addition what the same unit of work has written or read before. */
        SESSION,
        /** It is asked of the primary, unless a comment or a declaration says otherwise. */
        STRONG
    }

    /** Whether who wrote is known again, in whichever JVM. */
    public enum Cookie {
        OFF,
        /** In addition to everything that this JVM has written. */
        ON,
        /** Instead of it. */
        ALONE
    }

    /** Whether there is anything to do. */
    public boolean isOff() {
        return mode == Mode.OFF || replicas.isEmpty();
    }
}

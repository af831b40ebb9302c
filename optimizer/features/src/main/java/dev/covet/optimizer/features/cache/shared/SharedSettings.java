package dev.covet.optimizer.features.cache.shared;

import dev.covet.optimizer.settings.Secret;
import java.time.Duration;

/**
 * Where answers are shared.
 *
 * @param url of the server, with its password if it has one; none for not at all
 * @param keys that values are encrypted with, in base64 with commas between: the first one encrypts, all decrypt; none for plain
 * @param timeout that a call of an application waits at most
 * @param relays whether one JVM for each database is told of its changes and hands them on to the others
 */
public record SharedSettings(Secret url, Secret keys, Duration timeout, boolean relays) {
    public static final SharedSettings OFF = new SharedSettings(Secret.NONE, Secret.NONE, Duration.ofMillis(20));

    /** With one JVM that is told of changes for all. */
    public SharedSettings(Secret url, Secret keys, Duration timeout) {
        this(url, keys, timeout, true);
    }

    /** The same, where each JVM is told of changes itself. */
    public SharedSettings apart() {
        return new SharedSettings(url, keys, timeout, false);
    }

    public boolean isOff() {
        return url.isEmpty();
    }
}

package dev.covet.optimizer.features.cache.shared;

import dev.covet.optimizer.settings.Secret;
import java.time.Duration;

/**
 * Where answers are shared.
 *
 * @param url of the server, with its password if it has one; none for not at all
 * @param keys that values are encrypted with, in base64 with commas between: the first one encrypts, all decrypt; none for plain
 * @param timeout that a call of an application waits at most
 */
public record SharedSettings(Secret url, Secret keys, Duration timeout) {
    public static final SharedSettings OFF = new SharedSettings(Secret.NONE, Secret.NONE, Duration.ofMillis(20));

    public boolean isOff() {
        return url.isEmpty();
    }
}

package dev.covet.optimizer.features.cache.shared;

import dev.covet.optimizer.settings.Secret;
import dev.covet.optimizer.settings.SettingKey;
import dev.covet.optimizer.settings.Settings;
import java.time.Duration;
import java.util.List;

/** The settings of the shared tier. */
public final class SharedKeys {
    public static final SettingKey<Secret> URL = SettingKey.secret(
            "covet.cache.shared.url",
            "The Redis or Valkey by which several JVMs share answers, such as redis://:password@host:6379/0; rediss:// for TLS."
                    + " None by default.");

    public static final SettingKey<Secret> KEY = SettingKey.secret(
            "covet.cache.shared.key",
            "An AES key of 16, 24 or 32 bytes in base64 with which answers are encrypted there. With several, separated by"
                    + " commas, the first one encrypts and all decrypt.");

    public static final SettingKey<Duration> TIMEOUT = SettingKey.duration(
            "covet.cache.shared.timeout",
            SharedSettings.OFF.timeout(),
            Duration.ofMillis(1),
            Duration.ofSeconds(1),
            "How long a query waits for the shared answers at most, before the database is asked.");

    public static final SettingKey<Boolean> RELAY = SettingKey.flag(
            "covet.cache.shared.relay",
            SharedSettings.OFF.relays(),
            "Whether one JVM is told by the database of its changes and hands them on to the others by that Redis. With false each"
                    + " JVM is told itself.");

    private SharedKeys() {}

    public static List<SettingKey<?>> all() {
        return List.of(URL, KEY, TIMEOUT, RELAY);
    }

    public static SharedSettings of(Settings settings) {
        return new SharedSettings(settings.get(URL), settings.get(KEY), settings.get(TIMEOUT), settings.get(RELAY));
    }
}

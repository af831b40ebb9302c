package dev.covet.optimizer.features.health;

import dev.covet.optimizer.settings.SettingKey;
import dev.covet.optimizer.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The settings of pool health. */
public final class HealthKeys {
    public static final SettingKey<HealthSettings.Mode> MODE = SettingKey.choice(
            "covet.health.mode",
            HealthSettings.DEFAULT.mode(),
            HealthSettings.Mode.values(),
            "Whether connection pools, and who holds their connections, are looked after. It changes nothing.");

    public static final SettingKey<Duration> LEAK_TIME = SettingKey.duration(
            "covet.health.leak-time",
            HealthSettings.DEFAULT.leakTime(),
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            "How long a connection has to be out before it can be called leaked. That nobody has it any more is needed, too.");

    public static final SettingKey<Duration> LONG_HOLD = SettingKey.duration(
            "covet.health.long-hold",
            HealthSettings.DEFAULT.longHold(),
            Duration.ofSeconds(1),
            Duration.ofDays(1),
            "How long a connection may be held before that is reported.");

    public static final SettingKey<Duration> IDLE_HOLD = SettingKey.duration(
            "covet.health.idle-hold",
            HealthSettings.DEFAULT.idleHold(),
            Duration.ofMillis(250),
            Duration.ofHours(1),
            "How long a connection may be held outside of a transaction without a statement before that is reported.");

    public static final SettingKey<Duration> IDLE_IN_TRANSACTION = SettingKey.duration(
            "covet.health.idle-in-transaction",
            HealthSettings.DEFAULT.idleInTransaction(),
            Duration.ofMillis(250),
            Duration.ofHours(1),
            "How long a transaction may be open without a statement before that is reported.");

    public static final SettingKey<Duration> LONG_TRANSACTION = SettingKey.duration(
            "covet.health.long-transaction",
            HealthSettings.DEFAULT.longTransaction(),
            Duration.ofSeconds(1),
            Duration.ofDays(1),
            "How long a transaction may be open before that is reported.");

    private HealthKeys() {}

    public static List<SettingKey<?>> all() {
        return List.of(MODE, LEAK_TIME, LONG_HOLD, IDLE_HOLD, IDLE_IN_TRANSACTION, LONG_TRANSACTION);
    }

    /** The word for banners and reports. */
    public static String word(HealthSettings.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    public static HealthSettings of(Settings settings) {
        return new HealthSettings(
                settings.get(MODE),
                settings.get(LEAK_TIME),
                settings.get(LONG_HOLD),
                settings.get(IDLE_HOLD),
                settings.get(IDLE_IN_TRANSACTION),
                settings.get(LONG_TRANSACTION));
    }
}

package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.settings.SettingKey;
import dev.covet.optimizer.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The settings of prefetching. */
public final class PrefetchKeys {
    public static final SettingKey<PrefetchSettings.Mode> MODE = SettingKey.choice(
            "covet.prefetch.mode",
            PrefetchSettings.DEFAULT.mode(),
            PrefetchSettings.Mode.values(),
            "Whether queries that are repeated for each row of another one are asked for in batches. With observe they are"
                    + " only found.");

    public static final SettingKey<Boolean> STRICT = SettingKey.flag(
            "covet.prefetch.strict",
            PrefetchSettings.DEFAULT.strict(),
            "Whether prefetched rows are given only in transactions that see one snapshot.");

    public static final SettingKey<Duration> TRANSACTION_TIME = SettingKey.duration(
            "covet.prefetch.transaction-time",
            PrefetchSettings.DEFAULT.transactionTime(),
            Duration.ofMillis(1),
            Duration.ofSeconds(10),
            "How long prefetched rows are given in a transaction that sees what others commit.");

    public static final SettingKey<Duration> AUTOCOMMIT_TIME = SettingKey.duration(
            "covet.prefetch.autocommit-time",
            PrefetchSettings.DEFAULT.autocommitTime(),
            Duration.ofMillis(1),
            Duration.ofSeconds(10),
            "How long prefetched rows are given outside of transactions.");

    public static final SettingKey<Boolean> END_AT_CALLS = SettingKey.flag(
            "covet.prefetch.end-at-calls",
            true,
            "Whether prefetched rows that others may change are given no more after a call to another service.");

    public static final SettingKey<List<String>> EXCEPT_TABLES = SettingKey.list(
            "covet.prefetch.except.tables", List.of(), "Tables whose queries are never asked for in batches.");

    public static final SettingKey<List<String>> EXCEPT_WORKS = SettingKey.list(
            "covet.prefetch.except.requests",
            List.of(),
            "Requests and tasks in which nothing is asked for in batches, by name: GET /owners. A * stands for anything.");

    private PrefetchKeys() {}

    public static List<SettingKey<?>> all() {
        return List.of(MODE, STRICT, TRANSACTION_TIME, AUTOCOMMIT_TIME, END_AT_CALLS, EXCEPT_TABLES, EXCEPT_WORKS);
    }

    /** The word for banners and reports. */
    public static String word(PrefetchSettings.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    public static PrefetchSettings of(Settings settings) {
        return new PrefetchSettings(
                settings.get(MODE),
                settings.get(STRICT),
                settings.get(TRANSACTION_TIME),
                settings.get(AUTOCOMMIT_TIME),
                settings.get(EXCEPT_TABLES),
                settings.get(EXCEPT_WORKS));
    }
}

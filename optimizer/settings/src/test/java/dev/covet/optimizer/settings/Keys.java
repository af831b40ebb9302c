package dev.covet.optimizer.settings;

import java.time.Duration;
import java.util.List;

/** A catalogue as features make it: every type, a fixed key, patterns, profiles. */
final class Keys {
    static final SettingKey<Mode> MODE = SettingKey.choice(
                    "covet.trace.mode", Mode.OFF, Mode.values(), "What tracing does.")
            .in(Profile.PROD, Mode.OBSERVE);
    static final SettingKey<Duration> SLOW = SettingKey.duration(
            "covet.trace.slow", Duration.ofMillis(250), Duration.ofMillis(1), Duration.ofHours(1), "Slow statements.");
    static final SettingKey<Integer> QUEUE =
            SettingKey.integer("covet.trace.queue", 10, 1, 50, "Waiting spans.").fixed();
    static final SettingKey<Long> LIMIT =
            SettingKey.longInteger("covet.route.limit", 5_000_000_000L, 0, 9_000_000_000L, "A long.");
    static final SettingKey<Long> MAX_SIZE =
            SettingKey.bytes("covet.cache.max-size", 64L << 20, 1L << 20, 4L << 30, "Memory of the cache.");
    static final SettingKey<List<String>> TABLES =
            SettingKey.list("covet.cache.tables", List.of("item"), "Tables that are cached.");
    static final SettingKey<String> SERVICE = SettingKey.text("covet.service.name", "unknown", "The service's name.")
            .in(Profile.TEST, "from profile");
    static final SettingKey<Secret> TOKEN = SettingKey.secret("covet.exporter.token", "Sent with each export.");
    static final SettingKey<String> URL = SettingKey.text("covet.datasource.*.url", "", "Where a replica is.");
    static final SettingKey<Secret> PASSWORD = SettingKey.secret("covet.datasource.*.password", "Of a replica.");
    static final SettingKey<Integer> WEIGHT = SettingKey.integer(
                    "covet.datasource.*.weight", 1, 0, 100, "Share of reads.")
            .fixed();

    static final SettingCatalogue CATALOGUE = SettingCatalogue.of(
            List.of(MODE, SLOW, QUEUE, LIMIT, MAX_SIZE, TABLES, SERVICE, TOKEN, URL, PASSWORD, WEIGHT));

    private Keys() {}
}

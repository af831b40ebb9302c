package dev.covet.optimizer.features.breaker;

import dev.covet.optimizer.settings.SettingKey;
import dev.covet.optimizer.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The settings of the breaker. */
public final class BreakerKeys {
    public static final SettingKey<BreakerSettings.Mode> MODE = SettingKey.choice(
            "covet.breaker.mode",
            BreakerSettings.DEFAULT.mode(),
            BreakerSettings.Mode.values(),
            "Whether calls to a database server that cannot be reached fail at once instead of waiting. With observe"
                    + " it is only counted.");

    public static final SettingKey<BreakerSettings.Mode> RATES = SettingKey.choice(
            "covet.breaker.rates",
            BreakerSettings.DEFAULT.rates(),
            BreakerSettings.Mode.values(),
            "Whether calls fail at once also when half of the statements of ten seconds failed by the server's fault,"
                    + " or most of them are far slower than usual. With observe it is only counted.");

    public static final SettingKey<Integer> FAILURES = SettingKey.integer(
            "covet.breaker.failures",
            BreakerSettings.DEFAULT.failures(),
            1,
            1_000,
            "After so many failures in a row to reach a server Covet asks it itself.");

    public static final SettingKey<Duration> FIRST_PAUSE = SettingKey.duration(
            "covet.breaker.first-pause",
            BreakerSettings.DEFAULT.firstPause(),
            Duration.ofMillis(50),
            Duration.ofMinutes(10),
            "How long Covet waits at most before it asks such a server again, at first. It doubles each time.");

    public static final SettingKey<Duration> LONGEST_PAUSE = SettingKey.duration(
            "covet.breaker.longest-pause",
            BreakerSettings.DEFAULT.longestPause(),
            Duration.ofMillis(50),
            Duration.ofMinutes(10),
            "The longest such pause.");

    public static final SettingKey<Duration> QUERY_TIMEOUT = SettingKey.duration(
            "covet.breaker.query-timeout",
            BreakerSettings.DEFAULT.queryTimeout(),
            Duration.ZERO,
            Duration.ofDays(1),
            "The timeout of statements for which the application sets none, in full seconds. 0s for none.");

    public static final SettingKey<List<String>> TIMEOUT_RULES = SettingKey.list(
            "covet.breaker.query-timeout-rules",
            BreakerSettings.DEFAULT.timeoutRules(),
            "Other timeouts for single tables, queries, methods and requests: table:report 60s, query:5f0c91ab 5s,"
                    + " site:com.acme.Exports.* 10m, request:GET /export* off.");

    private BreakerKeys() {}

    public static List<SettingKey<?>> all() {
        return List.of(MODE, RATES, FAILURES, FIRST_PAUSE, LONGEST_PAUSE, QUERY_TIMEOUT, TIMEOUT_RULES);
    }

    /** The word for banners and reports. */
    public static String word(BreakerSettings.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    public static BreakerSettings of(Settings settings) {
        return new BreakerSettings(
                settings.get(MODE),
                settings.get(RATES),
                settings.get(FAILURES),
                settings.get(FIRST_PAUSE),
                settings.get(LONGEST_PAUSE),
                settings.get(QUERY_TIMEOUT),
                settings.get(TIMEOUT_RULES));
    }
}

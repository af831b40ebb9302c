package dev.covet.optimizer.features.route;

import dev.covet.optimizer.settings.SettingKey;
import dev.covet.optimizer.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The settings of routing. */
public final class RouteKeys {
    public static final SettingKey<RouteSettings.Mode> MODE = SettingKey.choice(
            "covet.route.mode",
            RouteSettings.DEFAULT.mode(),
            RouteSettings.Mode.values(),
            "Whether reads are sent to the replicas of covet.route.replicas. With observe it is only counted which could be.");

    public static final SettingKey<List<String>> REPLICAS = SettingKey.list(
            "covet.route.replicas",
            List.of(),
            "Replicas of the databases that the application connects to: host, host:port, or a JDBC URL. Driver, user,"
                    + " password, database and options are those of the application.");

    public static final SettingKey<RouteSettings.Consistency> CONSISTENCY = SettingKey.choice(
            "covet.route.consistency",
            RouteSettings.DEFAULT.consistency(),
            RouteSettings.Consistency.values(),
            "What is promised of a read: eventual: it is not further behind than covet.route.most-behind; session: it shows"
                    + " in addition what the same request or task has written or read before; strong: it is asked of the primary.");

    public static final SettingKey<Duration> MOST_BEHIND = SettingKey.duration(
            "covet.route.most-behind",
            RouteSettings.DEFAULT.mostBehind(),
            Duration.ofMillis(20),
            Duration.ofHours(1),
            "A replica that is further behind the primary is not read from.");

    public static final SettingKey<Integer> MOST_CONNECTIONS = SettingKey.integer(
            "covet.route.most-connections",
            RouteSettings.DEFAULT.mostConnections(),
            1,
            1_000,
            "Connections that Covet opens to each replica, for each user of the application's connections.");

    public static final SettingKey<RouteSettings.Mode> FAILOVER = SettingKey.choice(
            "covet.route.failover",
            RouteSettings.DEFAULT.failover(),
            RouteSettings.Mode.values(),
            "Whether the application's connections go to a server of covet.route.replicas once that has become the primary"
                    + " in place of theirs. With observe it is only said.");

    public static final SettingKey<RouteSettings.Cookie> COOKIE = SettingKey.choice(
            "covet.route.cookie",
            RouteSettings.DEFAULT.cookie(),
            RouteSettings.Cookie.values(),
            "Whether who wrote in an HTTP request gets a cookie, so that the client's next requests show it in whichever JVM. on:"
                    + " in addition to everything that this JVM has written; alone: instead of it.");

    public static final SettingKey<Boolean> RETRY = SettingKey.flag(
            "covet.route.retry",
            RouteSettings.DEFAULT.retry(),
            "Whether a read outside of transactions whose connection broke before it was answered is asked once more, of a"
                    + " replica. At most one in ten, and nothing that is not proven to read. With PostgreSQL.");

    private RouteKeys() {}

    public static List<SettingKey<?>> all() {
        return List.of(MODE, REPLICAS, CONSISTENCY, MOST_BEHIND, MOST_CONNECTIONS, FAILOVER, COOKIE, RETRY);
    }

    /** The word for banners and reports: nothing is done without replicas. */
    public static String word(RouteSettings settings) {
        return settings.isOff() ? "off" : settings.mode().name().toLowerCase(Locale.ROOT);
    }

    public static RouteSettings of(Settings settings) {
        return new RouteSettings(
                settings.get(MODE),
                settings.get(REPLICAS),
                settings.get(CONSISTENCY),
                settings.get(MOST_BEHIND),
                settings.get(MOST_CONNECTIONS),
                settings.get(FAILOVER),
                settings.get(COOKIE),
                settings.get(RETRY));
    }
}

package dev.covet.consistency.route;

import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.postgres.PostgresStandby;
import dev.covet.optimizer.features.route.RouteSettings;
import java.time.Duration;
import java.util.List;

/** A primary and two standbys. */
final class RoutedServers implements AutoCloseable {
    final PostgresServer primary = PostgresServer.builder()
            .setting("deadlock_timeout", "100ms")
            .setting("lock_timeout", "10s")
            .setting("max_prepared_transactions", "5")
            .start();
    final PostgresStandby first = primary.startStandby();
    final PostgresStandby second = primary.startStandby();

    /** The address of a standby, as settings have it. */
    static String address(PostgresStandby standby) {
        return "127.0.0.1:" + standby.port();
    }

    /** Both standbys are used. */
    RouteSettings settings() {
        return settings(RouteSettings.Consistency.SESSION);
    }

    RouteSettings settings(RouteSettings.Consistency consistency) {
        return new RouteSettings(
                RouteSettings.Mode.ON,
                List.of(address(first), address(second)),
                consistency,
                Duration.ofSeconds(10),
                10);
    }

    @Override
    public void close() {
        second.close();
        first.close();
        primary.close();
    }
}

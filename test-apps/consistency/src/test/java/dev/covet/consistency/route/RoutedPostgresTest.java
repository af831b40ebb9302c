package dev.covet.consistency.route;

class RoutedPostgresTest extends RoutedSpecification {
    @Override
    RoutedServers started() {
        return RoutedServers.postgres();
    }
}

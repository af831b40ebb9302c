package dev.covet.consistency.route;

import org.junit.jupiter.api.Test;

class RoutedMariaDbTest extends RoutedSpecification {
    @Override
    RoutedServers started() {
        return RoutedServers.mariaDb();
    }

    @Test
    void mostlyReads_byTheDriverOfMySql_violateNothing() throws Exception {
        run(servers().byDriverOfMySql(), 1_000, RoutedSpecification::reading);
    }
}

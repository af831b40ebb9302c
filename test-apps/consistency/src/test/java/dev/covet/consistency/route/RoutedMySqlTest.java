package dev.covet.consistency.route;

import dev.covet.fixtures.junit.NeedsMySql;

@NeedsMySql(own = true)
class RoutedMySqlTest extends RoutedSpecification {
    @Override
    RoutedServers started() {
        return RoutedServers.mySql();
    }
}

package dev.covet.optimizer.features.breaker;

/** The same server by the other driver, which says it otherwise. */
class MariaDbByMySqlDriverErrorsTest extends MariaDbErrorsTest {
    @Override
    String scheme() {
        return "jdbc:mysql";
    }
}

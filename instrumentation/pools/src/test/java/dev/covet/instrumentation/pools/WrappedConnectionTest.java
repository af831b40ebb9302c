package dev.covet.instrumentation.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.optimizer.engine.Wrapped;
import dev.covet.optimizer.engine.WrappedConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WrappedConnectionTest extends WovenPools {
    private static @Nullable String poolOf(Connection connection) throws SQLException {
        return ((WrappedConnection) connection.unwrap(Wrapped.class)).session().poolName();
    }

    @ParameterizedTest
    @EnumSource
    void getConnection_behindTheBoundary_sessionKnowsItsPool(Product product) throws Exception {
        DataSource source = product.open(null, "jdbc:wrapped:h2:mem:known", WrappingDriver.class);
        try (Connection one = source.getConnection();
                Connection two = source.getConnection()) {
            String name = pools.facts().get(0).name();
            assertThat(poolOf(one)).isEqualTo(name);
            assertThat(poolOf(two)).isEqualTo(name);
        }
        product.close(source);
    }

    @Test
    void postgres_poolOfEachProduct_worksAndIsNamedAfterServerAndDatabase() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                TestDatabase database = server.createDatabase()) {
            String url = database.jdbcUrl().replace("jdbc:", WrappingDriver.PREFIX) + "?user=" + database.user()
                    + "&password=" + database.password();
            String name = database.jdbcUrl().replaceAll("^.*//([^?]*).*$", "$1");
            for (Product product : Product.values()) {
                DataSource source = product.open(null, url, WrappingDriver.class);
                try (Connection connection = source.getConnection();
                        Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select 1")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(poolOf(connection)).as(product.name()).isEqualTo(name);
                }
                assertThat(pools.facts().get(0).name()).isEqualTo(name);
                product.close(source);
                assertThat(pools.facts()).isEmpty();
            }
        }
    }
}

package dev.covet.instrumentation.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcPreparedStatement;
import com.mysql.cj.jdbc.JdbcStatement;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.instrumentation.drivers.mariadb.MariaDbFamily;
import dev.covet.instrumentation.drivers.mysql.MysqlFamily;
import dev.covet.instrumentation.jdbc.CovetConnection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** One server, both drivers. */
class MariaDbFamiliesTest {
    private static final MariaDbServer server = SharedServers.mariaDb();
    private static final TestDatabase database = server.createDatabase();

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void connectorJ_cast_toItsInterfacesWorks() throws Exception {
        try (CovetConnection connection = byConnectorJ()) {
            assertThat(((JdbcConnection) connection).getHostPortPair()).contains(String.valueOf(server.port()));
            assertThat(connection.createStatement()).isInstanceOf(JdbcStatement.class);
            assertThat(connection.prepareStatement("select 1")).isInstanceOf(JdbcPreparedStatement.class);
            ResultSet rows = ((JdbcConnection) connection)
                    .serverPrepareStatement("select 7")
                    .executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getStatement().getConnection()).isSameAs(connection);
        }
    }

    @Test
    void connectorJ_onMariaDb_knowsTheProductAndTheServer() throws Exception {
        try (CovetConnection connection = byConnectorJ()) {
            assertThat(connection.session().facts().system()).isEqualTo("mariadb");
            assertThat(connection.session().peerPort()).isEqualTo(server.port());
            assertThat(connection.session().peerHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void mariaDbDriver_connected_knowsTheServer() throws Exception {
        try (CovetConnection connection = Wrapping.wrap(
                DriverManager.getConnection(database.jdbcUrl(), server.user(), server.password()),
                new MariaDbFamily())) {
            assertThat(connection.session().facts().system()).isEqualTo("mariadb");
            assertThat(connection.session().peerPort()).isEqualTo(server.port());
        }
    }

    private static CovetConnection byConnectorJ() throws Exception {
        String url = database.jdbcUrl().replace("jdbc:mariadb:", "jdbc:mysql:");
        return Wrapping.wrap(DriverManager.getConnection(url, server.user(), server.password()), new MysqlFamily());
    }
}

package dev.covet.agent.tooling.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agent.tooling.adapter.Adapter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PgConnection;

class DriverFamiliesTest {
    @Test
    void adapterOf_aDriversConnection_byItsPackage() {
        assertThat(DriverFamilies.adapterOf(PgConnection.class))
                .extracting(Adapter::name)
                .isEqualTo("postgresql");
        assertThat(DriverFamilies.adapterOf(org.h2.jdbc.JdbcConnection.class)).isNull();
    }

    @Test
    void adapterOf_aHandleThatIsAProxy_byItsInterfaces() {
        assertThat(DriverFamilies.adapterOf(proxy(Connection.class, PGConnection.class)))
                .extracting(Adapter::name)
                .isEqualTo("postgresql");
        assertThat(DriverFamilies.adapterOf(proxy(Connection.class))).isNull();
    }

    private static Class<?> proxy(Class<?>... interfaces) {
        return Proxy.newProxyInstance(PGConnection.class.getClassLoader(), interfaces, (self, method, given) -> null)
                .getClass();
    }
}

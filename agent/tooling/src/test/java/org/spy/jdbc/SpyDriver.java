package org.spy.jdbc;

import com.acme.driver.AcmeDriver;
import com.acme.driver.BaseDriver;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** A driver around another one, as p6spy is. */
public class SpyDriver extends BaseDriver {
    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        Connection inner = new AcmeDriver().connect(url.replace("jdbc:spy:", "jdbc:acme:"), info);
        return (Connection) Proxy.newProxyInstance(
                SpyDriver.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> method.invoke(inner, arguments));
    }
}

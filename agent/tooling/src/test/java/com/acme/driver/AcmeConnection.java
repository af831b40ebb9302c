package com.acme.driver;

import java.lang.reflect.Proxy;
import java.sql.Connection;

/** A driver's own type of connection, which the driver casts to. */
public interface AcmeConnection extends Connection {
    static AcmeConnection open() {
        return (AcmeConnection) Proxy.newProxyInstance(
                AcmeConnection.class.getClassLoader(),
                new Class<?>[] {AcmeConnection.class},
                (proxy, method, arguments) -> method.getReturnType() == boolean.class ? Boolean.FALSE : null);
    }
}

package com.acme.driver;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/** Declares connect without naming java.sql.Driver in the class that the application uses. */
public abstract class BaseDriver implements Driver {
    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:acme:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    /** As a driver does it that opens another connection for itself. */
    protected Connection connectTwice(String url, Properties info) throws SQLException {
        AcmeConnection inner = (AcmeConnection) connect(url, info);
        return inner == null ? null : AcmeConnection.open();
    }
}

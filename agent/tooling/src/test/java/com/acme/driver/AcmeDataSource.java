package com.acme.driver;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;

/** A data source that nobody lists; it casts what its own driver returns. */
public class AcmeDataSource implements XADataSource {
    /** What the cast gave. */
    public AcmeConnection physical;

    @Override
    public XAConnection getXAConnection() throws SQLException {
        physical = (AcmeConnection) new AcmeDriver().connect("jdbc:acme:xa", new Properties());
        return null;
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return getXAConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}

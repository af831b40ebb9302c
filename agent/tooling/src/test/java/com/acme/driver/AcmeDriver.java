package com.acme.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** Implements java.sql.Driver only by its superclass. */
public class AcmeDriver extends BaseDriver {
    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (url.equals("jdbc:acme:refused") || url.endsWith("/refused")) {
            throw new SQLException("refused");
        }
        if (url.equals("jdbc:acme:nested")) {
            return connectTwice("jdbc:acme:inner", info);
        }
        return acceptsURL(url) ? AcmeConnection.open() : null;
    }
}

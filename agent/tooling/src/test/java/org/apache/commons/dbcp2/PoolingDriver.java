package org.apache.commons.dbcp2;

import com.acme.driver.AcmeConnection;
import com.acme.driver.BaseDriver;
import java.sql.Connection;
import java.util.Properties;

/** Has the name of a driver that hands out what its pool holds. */
public class PoolingDriver extends BaseDriver {
    @Override
    public Connection connect(String url, Properties info) {
        return AcmeConnection.open();
    }
}

package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.ServerAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Servers that are reached as a connection of the application was: by its driver's family. */
final class FamilyServers implements ServerAccess {
    private final WrapperFamily family;
    private final String url;
    private final Properties properties;

    FamilyServers(WrapperFamily family, String url, Properties properties) {
        this.family = family;
        this.url = url;
        this.properties = properties;
    }

    @Override
    public @Nullable String server() {
        return Relocated.server(url, properties);
    }

    @Override
    public @Nullable Connection open(String address) throws SQLException {
        if (address.isEmpty()) {
            return family.connect(url, JdbcBoundary.copy(properties));
        }
        String there = ServerUrl.at(url, address);
        return there == null ? null : family.connect(family.ofAnyRole(there), JdbcBoundary.copy(properties));
    }
}

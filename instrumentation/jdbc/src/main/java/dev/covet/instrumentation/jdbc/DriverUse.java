package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.DriverIdentity;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A driver, an address, and what the driver was told besides: as which type it sends texts, in which zone times. Keeps no class
 * of the driver.
 *
 * @param family is another object for each copy of a driver
 * @param name of the driver and its version; empty if it does not tell
 * @param address the URL without its options
 * @param options of the URL, by names in lower case
 * @param properties likewise
 * @param further that the connection itself tells, likewise
 */
record DriverUse(
        Object family,
        String name,
        String address,
        Map<String, String> options,
        Map<String, String> properties,
        Map<String, String> further)
        implements DriverIdentity {
    static DriverUse of(WrapperFamily family, Connection made, @Nullable String url, @Nullable Properties given) {
        String known = url == null ? "" : url;
        Map<String, String> properties = new TreeMap<>();
        if (given != null) {
            given.stringPropertyNames()
                    .forEach(name -> properties.put(name.toLowerCase(Locale.ROOT), given.getProperty(name)));
        }
        Map<String, String> options = new TreeMap<>(UrlOptions.of(known));
        options.keySet().removeIf(DriverUse::isIndifferent);
        properties.keySet().removeIf(DriverUse::isIndifferent);
        Map<String, String> further = new TreeMap<>();
        family.settings(made).forEach((name, value) -> further.put(name.toLowerCase(Locale.ROOT), value));
        further.keySet().removeIf(DriverUse::isIndifferent);
        return new DriverUse(family.identity(), name(made), UrlOptions.without(known), options, properties, further);
    }

    private static String name(Connection made) {
        try {
            DatabaseMetaData data = made.getMetaData();
            return data.getDriverName() + ' ' + data.getDriverVersion();
        } catch (SQLException | RuntimeException untold) {
            return "";
        }
    }

    /** Without the address: other machines may know the server by another. */
    @Override
    public @Nullable String everywhere() {
        return name.isEmpty() ? null : name + options + properties + further;
    }

    /** Whether it is certain that it decides nothing of what is sent, or the server says it of the session. */
    private static boolean isIndifferent(String name) {
        return name.equals("user")
                || name.equals("applicationname")
                || name.equals("tcpkeepalive")
                || name.contains("password")
                || name.endsWith("timeout")
                || name.startsWith("ssl");
    }

    /** Without what users may have written there. */
    @Override
    public String toString() {
        return "a driver with " + options.size() + " options and " + properties.size() + " properties";
    }
}

package dev.covet.optimizer.engine;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Opens connections to servers, with the driver, the user and the options of a connection of the application. */
public interface ServerAccess {
    /** Of a driver that cannot, or of a connection that was opened when nobody wanted to know. */
    ServerAccess NONE = address -> null;

    /**
     * Opens one, which is the driver's own and Covet's alone. Null if this driver cannot reach such an address.
     *
     * @param address a host, a host and a port, or a URL of this driver; empty for where the application's connection went
     */
    @Nullable Connection open(String address) throws SQLException;

    /**
     * The server to which all connections of the application that were opened like this one lead, by the name that
     * {@link dev.covet.optimizer.engine.node.Relocations#name} gives it. Null if the driver chooses among several, or if the
     * application wants one that only follows another.
     */
    default @Nullable String server() {
        return null;
    }
}

package dev.covet.optimizer.engine.node;

import dev.covet.optimizer.sql.Dialect;
import java.util.Locale;

/**
 * A server, or several of which the driver chooses one, as the application's address names it.
 *
 * @param address host and port, or the list of them
 */
public record NodeName(Dialect dialect, String address, NodeRole role) {
    /** For people. */
    @Override
    public String toString() {
        return role == NodeRole.ANY ? address : address + " (as " + role.name().toLowerCase(Locale.ROOT) + ")";
    }
}

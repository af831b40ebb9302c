package dev.covet.instrumentation.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Opens connections for Covet itself: those are neither wrapped nor counted. */
public final class OwnConnections {
    private static final ThreadLocal<@Nullable Boolean> opening = new ThreadLocal<>();

    private OwnConnections() {}

    /** Calls a driver. */
    @FunctionalInterface
    public interface Opening {
        @Nullable Connection open() throws SQLException;
    }

    /** What this makes is the driver's own. */
    public static @Nullable Connection open(Opening call) throws SQLException {
        opening.set(true);
        try {
            return call.open();
        } finally {
            opening.remove();
        }
    }

    /** Whether this thread is opening one. */
    public static boolean isOpening() {
        return opening.get() != null;
    }
}

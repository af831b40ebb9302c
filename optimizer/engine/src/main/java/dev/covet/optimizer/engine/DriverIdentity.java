package dev.covet.optimizer.engine;

import org.jspecify.annotations.Nullable;

/**
 * The driver of a session and what it was told, as far as that may decide what is sent and how rows are kept. Sessions of this JVM
 * whose identities are equal send and keep the same.
 */
public interface DriverIdentity {
    /** Of a driver of which nothing is known. */
    DriverIdentity UNKNOWN = () -> null;

    /**
     * Is the same for a session of another JVM that sends and keeps the same; null if that cannot be said. May have in it what users have
     * written, so it is not to be shown.
     */
    @Nullable String everywhere();
}

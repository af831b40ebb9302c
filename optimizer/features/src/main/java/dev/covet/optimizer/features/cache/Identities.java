package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.catalog.SessionFacts;
import dev.covet.optimizer.engine.DriverIdentity;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One object for sessions that are the same to the database and have drivers that send the same. */
final class Identities {
    /** With more, such as a user for each connection, sessions share nothing. */
    private static final int MOST = 10_000;

    private final Map<Alike, Identity> known = new ConcurrentHashMap<>();

    private record Alike(SessionFacts facts, DriverIdentity driver) {}

    /**
     * That of a session.
     *
     * @param told what the database says of it
     * @param driver that it has
     */
    Identity of(SessionFacts told, DriverIdentity driver) {
        // Whose they are, too, would grow with each role that anybody makes.
        Alike alike = new Alike(told.withoutRights(), driver);
        Identity found = known.get(alike);
        if (found != null || known.size() >= MOST) {
            return found == null ? new Identity(alike.facts()) : found;
        }
        return known.computeIfAbsent(alike, any -> new Identity(any.facts()));
    }
}

package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.catalog.SessionFacts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One object for sessions that are the same to the database and have drivers that send the same. */
final class Identities {
    /** With more, such as a user for each connection, sessions share nothing. */
    private static final int MOST = 10_000;

    private final Map<Alike, Identity> known = new ConcurrentHashMap<>();

    private record Alike(SessionFacts facts, Object driver) {}

    /**
     * That of a session.
     *
     * @param told what the database says of it
     * @param driver that it has, as {@link dev.covet.optimizer.engine.ConnectionSession#driver} says
     */
    Identity of(SessionFacts told, Object driver) {
        // Whose they are, too, would grow with each role that anybody makes.
        Alike alike = new Alike(told.withoutRights(), driver);
        Identity found = known.get(alike);
        if (found != null || known.size() >= MOST) {
            return found == null ? new Identity(alike.facts()) : found;
        }
        return known.computeIfAbsent(alike, any -> new Identity(any.facts()));
    }
}

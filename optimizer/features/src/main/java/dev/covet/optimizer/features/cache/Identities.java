package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.catalog.SessionFacts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One object for equal facts of sessions. */
final class Identities {
    /** With more, such as a user for each connection, sessions share nothing. */
    private static final int MOST = 10_000;

    private final Map<SessionFacts, Identity> known = new ConcurrentHashMap<>();

    Identity of(SessionFacts told) {
        // Whose they are, too, would grow with each role that anybody makes.
        SessionFacts facts = told.withoutRights();
        Identity found = known.get(facts);
        if (found != null || known.size() >= MOST) {
            return found == null ? new Identity(facts) : found;
        }
        return known.computeIfAbsent(facts, Identity::new);
    }
}

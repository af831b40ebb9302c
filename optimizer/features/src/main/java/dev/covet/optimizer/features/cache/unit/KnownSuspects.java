package dev.covet.optimizer.features.cache.unit;

import dev.covet.optimizer.catalog.Suspects;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What queries may name that writes, of those databases whose answers were kept. Elsewhere nothing waits that could be wrong. */
final class KnownSuspects {
    /** Nothing is kept of further ones. */
    private static final int MOST_DATABASES = 1_000;

    private static final long BELIEVED = TimeUnit.SECONDS.toNanos(30);

    private final Map<ConnectionFacts, Known> databases = new ConcurrentHashMap<>();

    private record Known(Suspects suspects, long schema, long nanos) {}

    @Nullable Suspects of(ConnectionSession session) {
        Known known = databases.get(session.facts());
        return known == null ? null : known.suspects();
    }

    /** Whether it is time to ask the catalog for them. */
    boolean areOld(ConnectionSession session) {
        Known known = databases.get(session.facts());
        return known == null
                || known.schema() != session.clock().schema()
                || session.engine().nanoTime() - known.nanos() > BELIEVED;
    }

    /** The catalog was asked. False if there is no room for what it said, so that nothing may be kept. */
    boolean learned(ConnectionSession session, Finding found) {
        Suspects suspects = found.suspects();
        Known before = databases.get(session.facts());
        if (suspects != null && (before != null || databases.size() < MOST_DATABASES)) {
            // One object as long as they are equal: queries remember whether they name one.
            Suspects same = before != null && before.suspects().equals(suspects) ? before.suspects() : suspects;
            databases.put(session.facts(), new Known(same, found.schema(), found.nanos()));
            return true;
        }
        return before != null;
    }
}

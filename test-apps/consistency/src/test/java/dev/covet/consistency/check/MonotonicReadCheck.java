package dev.covet.consistency.check;

import java.util.HashMap;
import java.util.Map;

/** Who asks again in one session sees no older version than before. */
public final class MonotonicReadCheck implements Check {
    /** What counts as asking again, for those who are covered. */
    public enum Scope {
        /** The same question in autocommit. */
        SAME_QUERY,
        /** Any question about the same row. */
        SESSION,
        /**
         * The same, unless the later question was asked before the writer was told that its commit is done: some
         * servers show it earlier than others.
         */
        SESSION_OF_ANSWERED
    }

    private record Place(long session, Object key, String query) {}

    private final Scope covered;

    public MonotonicReadCheck(Scope covered) {
        this.covered = covered;
    }

    @Override
    public void check(Facts facts, Violations violations) {
        Map<Place, Sighting> newest = new HashMap<>();
        for (Sighting sighting : facts.sightings()) {
            Version version = sighting.version();
            if (version == null) {
                continue;
            }
            Sighting before = newest.putIfAbsent(place(sighting), sighting);
            if (before == null || before.version() == null) {
                continue;
            }
            if (version.index() >= before.version().index()) {
                newest.put(place(sighting), sighting);
            } else if (before.read().completed() <= sighting.lookedAfter() && isOwed(before.version(), sighting)) {
                violations.add(
                        this,
                        sighting.cell() + " is older than " + before.cell().value() + ", which the session had seen",
                        before.read(),
                        sighting.read());
            }
        }
    }

    private boolean isOwed(Version seen, Sighting later) {
        boolean answered = seen.doneAt() < later.lookedAfter();
        return answered
                || covered != Scope.SESSION_OF_ANSWERED
                || !later.read().client().covered();
    }

    /** Sightings are gathered by transaction, and a session has one after the other. */
    private Place place(Sighting sighting) {
        boolean any = !sighting.read().client().covered() || covered != Scope.SAME_QUERY;
        String query =
                any ? "" : sighting.read().isolation() + " " + sighting.read().query();
        return new Place(sighting.read().session(), sighting.key(), query);
    }
}

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
        SESSION
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
            } else if (before.read().completed() <= sighting.lookedAfter()) {
                violations.add(
                        this,
                        sighting.cell() + " is older than " + before.cell().value() + ", which the session had seen",
                        before.read(),
                        sighting.read());
            }
        }
    }

    /** Sightings are gathered by transaction, and a session has one after the other. */
    private Place place(Sighting sighting) {
        boolean any = !sighting.read().client().covered() || covered == Scope.SESSION;
        String query =
                any ? "" : sighting.read().isolation() + " " + sighting.read().query();
        return new Place(sighting.read().session(), sighting.key(), query);
    }
}

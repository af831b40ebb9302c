package dev.covet.consistency.check;

import java.util.HashMap;
import java.util.Map;

/** A transaction that is to read repeatably reads the same version of a row each time. */
public final class RepeatableReadCheck implements Check {
    private record Place(long transaction, Object key) {}

    @Override
    public void check(Facts facts, Violations violations) {
        Map<Place, Sighting> first = new HashMap<>();
        for (Sighting sighting : facts.sightings()) {
            if (!sighting.reader().isRepeatable()) {
                continue;
            }
            Sighting before = first.putIfAbsent(new Place(sighting.reader().id(), sighting.key()), sighting);
            if (before != null && before.cell().value() != sighting.cell().value()) {
                violations.add(
                        this,
                        sighting.key() + " was " + before.cell().value() + " and then "
                                + sighting.cell().value() + " in one snapshot",
                        before.read(),
                        sighting.read());
            }
        }
    }
}

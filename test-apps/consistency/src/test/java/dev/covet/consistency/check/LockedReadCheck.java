package dev.covet.consistency.check;

import dev.covet.consistency.history.Key;
import java.util.HashMap;
import java.util.Map;

/** P4: what a transaction has read for update and then written, nobody has written in between. */
public final class LockedReadCheck implements Check {
    private static final String LOCKING = "for update";

    private record Place(long transaction, Key key) {}

    @Override
    public void check(Facts facts, Violations violations) {
        Map<Place, Sighting> locked = new HashMap<>();
        for (Sighting sighting : facts.sightings()) {
            if (sighting.version() != null && sighting.read().query().contains(LOCKING)) {
                locked.putIfAbsent(new Place(sighting.reader().id(), sighting.key()), sighting);
            }
        }
        for (Key key : facts.keys()) {
            for (Version version : facts.versions(key).installed()) {
                Transaction writer = version.writer();
                Sighting read = writer == null ? null : locked.get(new Place(writer.id(), key));
                if (writer != null
                        && read != null
                        && read.version() != null
                        && read.version().index() + 1 != version.index()) {
                    violations.add(
                            this,
                            read.cell() + " was read for update, and "
                                    + (version.index() - read.version().index() - 1)
                                    + " other versions were written before " + version.value(),
                            read.read(),
                            writer.last());
                }
            }
        }
    }
}

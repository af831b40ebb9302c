package dev.covet.consistency.check;

import java.util.ArrayList;
import java.util.List;

/** The values that a row still shows are those that it had, in their order and without a gap. */
public final class TrailCheck implements Check {
    @Override
    public void check(Facts facts, Violations violations) {
        for (Sighting sighting : facts.sightings()) {
            if (sighting.cell().before().isEmpty()) {
                continue;
            }
            Versions versions = facts.versions(sighting.key());
            Integer place = versions.place(sighting.cell().value());
            List<Long> seen = new ArrayList<>(sighting.cell().before());
            seen.add(sighting.cell().value());
            if (place != null && !isEndOf(versions.logged().subList(0, place + 1), seen)) {
                violations.add(this, sighting.cell() + " is not what the row went through", sighting.read());
            }
        }
    }

    private static boolean isEndOf(List<Long> all, List<Long> end) {
        int from = all.size() - end.size();
        return from >= 0 && all.subList(from, all.size()).equals(end);
    }
}

package dev.covet.consistency.check;

import dev.covet.consistency.history.Isolation;
import dev.covet.consistency.history.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one statement reads, and what a transaction reads that is to read repeatably, was there at one moment (no G-single):
 * the versions were current together at some time, and who sees a transaction sees everything on which it rests.
 */
public final class SnapshotCheck implements Check {
    @Override
    public void check(Facts facts, Violations violations) {
        Causes causes = Causes.of(facts);
        if (!causes.circular().isEmpty()) {
            Transaction one = causes.circular().get(0);
            violations.add(this, "transactions rest on each other in a circle (G1c)", one.operations());
        }
        for (List<Sighting> snapshot : snapshots(facts)) {
            if (snapshot.size() > 1) {
                checkTime(facts, snapshot, violations);
                checkCauses(causes, snapshot, violations);
            }
        }
    }

    /** A snapshot has each row once; rows of which it has two are the matter of another check. */
    private static List<List<Sighting>> snapshots(Facts facts) {
        Map<Object, Map<Key, Sighting>> together = new LinkedHashMap<>();
        for (Sighting sighting : facts.sightings()) {
            boolean repeatable = sighting.read().isolation() == Isolation.REPEATABLE_READ;
            boolean several = sighting.read().cells().size() > 1;
            if (sighting.version() != null && (repeatable || several)) {
                Object snapshot = repeatable ? sighting.reader() : sighting.read();
                together.computeIfAbsent(snapshot, group -> new HashMap<>()).putIfAbsent(sighting.key(), sighting);
            }
        }
        List<List<Sighting>> snapshots = new ArrayList<>();
        together.values().forEach(rows -> snapshots.add(List.copyOf(rows.values())));
        return snapshots;
    }

    private void checkTime(Facts facts, List<Sighting> snapshot, Violations violations) {
        Sighting newest = snapshot.get(0);
        Sighting oldest = snapshot.get(0);
        for (Sighting sighting : snapshot) {
            newest = begins(sighting) > begins(newest) ? sighting : newest;
            oldest = ends(facts, sighting) < ends(facts, oldest) ? sighting : oldest;
        }
        if (begins(newest) > ends(facts, oldest)) {
            violations.add(
                    this,
                    newest.cell() + " and " + oldest.cell() + " never were there at one time",
                    newest.read(),
                    oldest.read());
        }
    }

    private static long begins(Sighting sighting) {
        Version version = sighting.version();
        return version == null ? Long.MIN_VALUE : version.sentAt();
    }

    private static long ends(Facts facts, Sighting sighting) {
        Version version = sighting.version();
        return version == null ? Long.MAX_VALUE : facts.versions(sighting.key()).supersededAt(version);
    }

    private void checkCauses(Causes causes, List<Sighting> snapshot, Violations violations) {
        for (Sighting effect : snapshot) {
            Transaction writer =
                    effect.version() == null ? null : effect.version().writer();
            if (writer == null) {
                continue;
            }
            for (Sighting other : snapshot) {
                Version seen = other.version();
                if (seen != null && causes.demanded(writer, other.key()) > seen.index()) {
                    violations.add(
                            this,
                            effect.cell() + " rests on a newer version than " + other.cell(),
                            effect.read(),
                            other.read(),
                            writer.last());
                    return;
                }
            }
        }
    }
}

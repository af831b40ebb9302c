package dev.covet.consistency.check;

import dev.covet.consistency.history.Key;
import dev.covet.consistency.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Each row is a register: there is a moment for each write and each read, between the sending and the answer, so that
 * every read sees the write before it. As values are written once and the order of the versions is known, the earliest
 * possible moment of each write is found in one pass (Wing and Gong, without the search). A reader who may see what is
 * stale may have had his moment as much earlier.
 */
public final class LinearizabilityCheck implements Check {
    private final long allowedNanos;
    private final boolean early;

    public LinearizabilityCheck(long allowedNanos) {
        this(allowedNanos, false);
    }

    /**
     * With what those may see who were served.
     *
     * @param early whether another server, which has served them, may show them a commit before the writer's own server
     *     shows it to anybody; its writer is told later than both
     */
    public LinearizabilityCheck(long allowedNanos, boolean early) {
        this.allowedNanos = allowedNanos;
        this.early = early;
    }

    @Override
    public void check(Facts facts, Violations violations) {
        Map<Key, List<Sighting>> byKey = new HashMap<>();
        facts.keys().forEach(key -> byKey.put(key, new ArrayList<>()));
        for (Sighting sighting : facts.sightings()) {
            if (sighting.version() != null) {
                byKey.computeIfAbsent(sighting.key(), key -> new ArrayList<>()).add(sighting);
            }
        }
        byKey.forEach((key, sightings) -> check(facts.versions(key).installed(), sightings, violations));
    }

    private void check(List<Version> versions, List<Sighting> sightings, Violations violations) {
        Map<Integer, List<Sighting>> seen = new HashMap<>();
        for (Sighting sighting : sightings) {
            Version version = sighting.version();
            if (version != null) {
                seen.computeIfAbsent(version.index(), index -> new ArrayList<>())
                        .add(sighting);
            }
        }
        long earliest = Long.MIN_VALUE;
        @Nullable Operation because = null;
        for (Version version : versions) {
            if (version.sentAt() > earliest) {
                earliest = version.sentAt();
                because = version.writer() == null ? null : version.writer().last();
            }
            if (version.index() > 0 && version.doneAt() < earliest) {
                report(version, because, version.evidence(), violations);
            }
            for (Sighting sighting : seen.getOrDefault(version.index(), List.of())) {
                boolean mayBeEarly = early && sighting.read().served();
                if (sighting.read().completed() < earliest && !mayBeEarly) {
                    report(version, because, List.of(sighting.read()), violations);
                }
            }
            // What is seen of this version was seen before the next one was written.
            for (Sighting sighting : seen.getOrDefault(version.index(), List.of())) {
                long moment = sighting.lookedAfter() - allowed(sighting);
                if (moment > earliest) {
                    earliest = moment;
                    because = sighting.read();
                }
            }
        }
    }

    private long allowed(Sighting sighting) {
        return sighting.read().client().covered() ? allowedNanos : 0;
    }

    private void report(Version version, @Nullable Operation because, List<Operation> tooEarly, Violations violations) {
        List<Operation> evidence = new ArrayList<>(tooEarly);
        if (because != null) {
            evidence.add(because);
        }
        violations.add(
                this,
                version.key() + "=" + version.value() + " had to be there before the last of these was sent",
                evidence);
    }
}

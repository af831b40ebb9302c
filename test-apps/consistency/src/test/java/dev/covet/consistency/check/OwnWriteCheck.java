package dev.covet.consistency.check;

import dev.covet.consistency.history.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transaction reads what it wrote; a session reads what it wrote before, or something later; and all covered clients
 * of one JVM read what any of them wrote, from the moment on at which the commit was answered.
 */
public final class OwnWriteCheck implements Check {
    /** For one row and one scope: from these moments on, these versions have to be seen. */
    private static final class Demands {
        private final List<Version> versions = new ArrayList<>();
        private final List<Version> newest = new ArrayList<>();

        void add(Version version) {
            versions.add(version);
        }

        void settle() {
            versions.sort(Comparator.comparingLong(Version::doneAt));
            Version last = null;
            for (Version version : versions) {
                last = last == null || version.index() > last.index() ? version : last;
                newest.add(last);
            }
        }

        /** The newest version that was acknowledged before this moment. */
        @Nullable Version before(long moment) {
            int low = 0;
            int high = versions.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (versions.get(middle).doneAt() < moment) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low == 0 ? null : newest.get(low - 1);
        }
    }

    private record Place(Object scope, Key key) {}

    @Override
    public void check(Facts facts, Violations violations) {
        for (OwnSighting own : facts.ownSightings()) {
            if (own.cell().value() != own.expected()) {
                violations.add(
                        this,
                        own.cell() + " was read though the transaction had written " + own.expected(),
                        own.written(),
                        own.read());
            }
        }
        Map<Place, Demands> demands = demands(facts);
        for (Sighting sighting : facts.sightings()) {
            Version seen = sighting.version();
            if (seen != null) {
                compare(sighting, seen, demands, violations);
            }
        }
    }

    private void compare(Sighting sighting, Version seen, Map<Place, Demands> demands, Violations violations) {
        for (Object scope : scopes(sighting.reader())) {
            Demands all = demands.get(new Place(scope, sighting.key()));
            Version demanded = all == null ? null : all.before(sighting.lookedAfter());
            if (demanded != null && demanded.index() > seen.index() && demanded.writer() != null) {
                violations.add(
                        this,
                        sighting.cell() + " is older than " + demanded.value() + ", acknowledged before to "
                                + (scope instanceof String ? "JVM " : "session ") + scope,
                        demanded.writer().last(),
                        sighting.read());
                return;
            }
        }
    }

    private static Map<Place, Demands> demands(Facts facts) {
        Map<Place, Demands> demands = new HashMap<>();
        for (Sighting sighting : facts.sightings()) {
            for (Object scope : scopes(sighting.reader())) {
                demands.computeIfAbsent(new Place(scope, sighting.key()), place -> new Demands());
            }
        }
        for (Key key : demands.keySet().stream().map(Place::key).distinct().toList()) {
            for (Version version : facts.versions(key).installed()) {
                Transaction writer = version.writer();
                if (writer == null || !writer.acknowledged()) {
                    continue;
                }
                for (Object scope : scopes(writer)) {
                    Demands wanted = demands.get(new Place(scope, key));
                    if (wanted != null) {
                        wanted.add(version);
                    }
                }
            }
        }
        demands.values().forEach(Demands::settle);
        return demands;
    }

    /** The session, and the JVM if it is covered. */
    private static List<Object> scopes(Transaction transaction) {
        Object session = transaction.session();
        return transaction.client().covered()
                ? List.of(session, transaction.client().jvm())
                : List.of(session);
    }
}

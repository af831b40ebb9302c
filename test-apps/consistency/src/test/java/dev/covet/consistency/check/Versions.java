package dev.covet.consistency.check;

import dev.covet.consistency.history.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The versions of one row in their order. */
final class Versions {
    private final List<Long> logged;
    private final Map<Long, Integer> places = new HashMap<>();
    private final List<Version> installed = new ArrayList<>();
    private final Map<Long, Version> byValue = new HashMap<>();
    private final long[] supersededAt;

    Versions(Key key, List<Long> logged, Map<Long, Transaction> writers) {
        this.logged = logged;
        for (int place = 0; place < logged.size(); place++) {
            long value = logged.get(place);
            places.put(value, place);
            Transaction writer = writers.get(value);
            boolean overwritten =
                    writer != null && place + 1 < logged.size() && writers.get(logged.get(place + 1)) == writer;
            if (!overwritten) {
                Version version = new Version(key, installed.size(), value, writer);
                installed.add(version);
                byValue.put(value, version);
            }
        }
        supersededAt = supersededAt(installed);
    }

    /** For each version the moment after which nobody may see it: when any later one was surely visible. */
    private static long[] supersededAt(List<Version> installed) {
        long[] moments = new long[installed.size()];
        long earliest = Long.MAX_VALUE;
        for (int index = installed.size() - 1; index >= 0; index--) {
            moments[index] = earliest;
            earliest = Math.min(earliest, installed.get(index).doneAt());
        }
        return moments;
    }

    /** Everything that was committed, also what its own transaction has overwritten. */
    List<Long> logged() {
        return logged;
    }

    /** Where a value stands in {@link #logged()}, or null if it was never committed. */
    @Nullable Integer place(long value) {
        return places.get(value);
    }

    List<Version> installed() {
        return installed;
    }

    /** The version with this value, or null if there never was one. */
    @Nullable Version installed(long value) {
        return byValue.get(value);
    }

    long supersededAt(Version version) {
        return supersededAt[version.index()];
    }

    /** The version that was the first to be surely visible of those after this one. */
    Version successor(Version version) {
        long moment = supersededAt(version);
        for (Version later : installed.subList(version.index() + 1, installed.size())) {
            if (later.doneAt() == moment) {
                return later;
            }
        }
        throw new IllegalArgumentException(version + " is the last one.");
    }
}

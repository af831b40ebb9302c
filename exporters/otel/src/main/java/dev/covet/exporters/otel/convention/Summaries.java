package dev.covet.exporters.otel.convention;

import java.util.HashSet;
import java.util.Set;

/** Keeps the number of series small: the first summaries get a series of their own, the others share one. */
final class Summaries {
    private static final String OTHER = "other";

    private final Set<String> own = new HashSet<>();
    private final int limit;

    Summaries(int limit) {
        this.limit = limit;
    }

    String limited(String summary) {
        if (own.contains(summary)) {
            return summary;
        }
        return own.size() < limit && own.add(summary) ? summary : OTHER;
    }
}

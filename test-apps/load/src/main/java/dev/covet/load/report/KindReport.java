package dev.covet.load.report;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was recorded of one kind of request, or of all together.
 *
 * @param requests all that were recorded, the failed ones too
 * @param errors how many failed, by cause: "status 500", "timeout", "ConnectException"
 * @param latency of all requests; a failed one counts with the time until it failed
 */
public record KindReport(
        String kind, long requests, double perSecond, Map<String, Long> errors, LatencyMillis latency) {
    public KindReport {
        errors = Collections.unmodifiableMap(new TreeMap<>(errors));
    }

    public long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** 0 to 1; 0 when there were no requests. */
    public double errorShare() {
        return requests == 0 ? 0 : (double) errorCount() / requests;
    }
}

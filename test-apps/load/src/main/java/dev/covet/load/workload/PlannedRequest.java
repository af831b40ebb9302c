package dev.covet.load.workload;

import org.jspecify.annotations.Nullable;

/**
 * One request of a sequence, with its parameters filled in.
 *
 * @param kind the index of its template in the workload
 */
public record PlannedRequest(
        long number,
        int kind,
        RequestTemplate template,
        String path,
        @Nullable String body) {

    public String method() {
        return template.method();
    }

    /** As in "17 GET /api/owners/4". */
    @Override
    public String toString() {
        return number + " " + method() + " " + path + (body == null ? "" : " " + body);
    }
}

package dev.covet.conformance;

import dev.covet.conformance.ReflectiveBoundary.Call;
import java.util.LinkedHashMap;
import java.util.Map;

/** The boundaries that no program may notice. */
final class TestedBoundaries {
    private TestedBoundaries() {}

    static Map<String, Boundary> boundaries() {
        Map<String, Boundary> boundaries = new LinkedHashMap<>();
        // The oracle itself: two runs without a boundary are the same.
        boundaries.put("none", Boundary.NONE);
        boundaries.put("dynamic proxies", new ReflectiveBoundary(Call::proceed));
        boundaries.put("covet", new CovetBoundary());
        return boundaries;
    }
}

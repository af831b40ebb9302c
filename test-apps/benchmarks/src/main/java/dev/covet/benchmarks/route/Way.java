package dev.covet.benchmarks.route;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an application reads a row. */
enum Way {
    PRIMARY("pgjdbc, to the primary", null),
    REPLICA("pgjdbc, to the replica", null),
    ALONE("Covet, without replicas", PRIMARY),
    DECIDING("Covet, `covet.route.mode=observe`", ALONE),
    ROUTED("Covet, `covet.route.mode=on`", REPLICA);

    private final String title;
    private final @Nullable Way base;

    Way(String title, @Nullable Way base) {
        this.title = title;
        this.base = base;
    }

    String title() {
        return title;
    }

    /** What it is compared with. */
    @Nullable Way base() {
        return base;
    }

    /**
     * The flags of its JVM.
     *
     * @param covet those of a JVM with Covet
     */
    List<String> flags(List<String> covet, String replica) {
        List<String> flags = new ArrayList<>(List.of("-Xms512m", "-Xmx512m", "-XX:+UseParallelGC"));
        if (this == ALONE || this == DECIDING || this == ROUTED) {
            flags.addAll(covet);
            flags.add("-Dcovet.cache.mode=off");
        }
        if (this == DECIDING || this == ROUTED) {
            flags.add("-Dcovet.route.replicas=" + replica);
            flags.add("-Dcovet.route.mode=" + (this == ROUTED ? "on" : "observe"));
        }
        return flags;
    }
}

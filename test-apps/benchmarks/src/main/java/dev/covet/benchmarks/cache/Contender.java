package dev.covet.benchmarks.cache;

import java.util.ArrayList;
import java.util.List;

/** A way to ask the database, with or without something that answers in its place. */
enum Contender {
    DRIVER("pgjdbc", "always"),
    COVET_OFF("pgjdbc, Covet, cache off", "always"),
    COVET_OBSERVING("pgjdbc, Covet, cache observing", "always"),
    COVET("pgjdbc, Covet, cache on", "its change feed, 250 ms at most"),
    COVET_STRICT("pgjdbc, Covet, cache on, strict", "the database's position, asked each time"),
    AWS("AWS wrapper, `remoteQueryCache`, Redis", "a time to live of 1 s"),
    HIBERNATE("Hibernate, query cache", "its own session factory's writes"),
    CAFFEINE("Caffeine before pgjdbc, by hand", "a time to live of 1 s");

    private final String title;
    private final String freshness;

    Contender(String title, String freshness) {
        this.title = title;
        this.freshness = freshness;
    }

    String title() {
        return title;
    }

    /** What makes its answers new. */
    String freshness() {
        return freshness;
    }

    boolean isCovet() {
        return this == COVET || this == COVET_STRICT || this == COVET_OFF || this == COVET_OBSERVING;
    }

    /** Whether an answer is given again. */
    boolean caches() {
        return this != DRIVER && this != COVET_OFF && this != COVET_OBSERVING;
    }

    private String mode() {
        return switch (this) {
            case COVET, COVET_STRICT -> "on";
            case COVET_OBSERVING -> "observe";
            default -> "off";
        };
    }

    /**
     * The flags of its JVM.
     *
     * @param agent those of a JVM with Covet
     */
    List<String> flags(List<String> agent) {
        List<String> flags = new ArrayList<>(List.of("-Xms512m", "-Xmx512m", "-XX:+UseParallelGC"));
        if (isCovet()) {
            flags.addAll(agent);
            flags.add("-Dcovet.cache.mode=" + mode());
            if (this == COVET_STRICT) {
                flags.add("-Dcovet.cache.level=strict");
            }
            // So that ten thousand rows are not too many.
            flags.add("-Dcovet.cache.most-result-bytes=8MB");
        }
        return flags;
    }
}

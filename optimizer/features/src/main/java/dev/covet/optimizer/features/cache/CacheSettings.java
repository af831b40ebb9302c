package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.features.cache.shared.SharedSettings;
import java.time.Duration;
import java.util.List;

/**
 * What the user wants of the cache.
 *
 * @param level what is promised of an answer
 * @param staleness the time that an answer may be behind others' commits
 * @param mostBytes the heap of all answers together; 0 for what suits the heap
 * @param mostResultBytes of one answer
 * @param mostRows of one answer
 * @param publication of PostgreSQL that tells of changes
 * @param mostRetainedBytes of its log that a server may keep for us
 * @param exceptTables queries that read one of these are not answered
 * @param verifiedOneIn of so many answers one is compared with the database's own
 * @param shared where several JVMs share answers
 */
public record CacheSettings(
        Mode mode,
        Level level,
        Duration staleness,
        long mostBytes,
        long mostResultBytes,
        int mostRows,
        String publication,
        long mostRetainedBytes,
        List<String> exceptTables,
        int verifiedOneIn,
        SharedSettings shared) {
    public static final CacheSettings DEFAULT = of(Mode.OFF);

    public CacheSettings {
        exceptTables = List.copyOf(exceptTables);
    }

    /** Those that are not shared. */
    public CacheSettings(
            Mode mode,
            Level level,
            Duration staleness,
            long mostBytes,
            long mostResultBytes,
            int mostRows,
            String publication,
            long mostRetainedBytes,
            List<String> exceptTables,
            int verifiedOneIn) {
        this(
                mode,
                level,
                staleness,
                mostBytes,
                mostResultBytes,
                mostRows,
                publication,
                mostRetainedBytes,
                exceptTables,
                verifiedOneIn,
                SharedSettings.OFF);
    }

    /** All else as it is by default. */
    public static CacheSettings of(Mode mode) {
        return new CacheSettings(
                mode, Level.BOUNDED, Duration.ofMillis(250), 0, 1 << 20, 10_000, "covet", 256L << 20, List.of(), 1_000);
    }

    /** The same, promising something else. */
    public CacheSettings at(Level other) {
        return new CacheSettings(
                mode,
                other,
                staleness,
                mostBytes,
                mostResultBytes,
                mostRows,
                publication,
                mostRetainedBytes,
                exceptTables,
                verifiedOneIn,
                shared);
    }

    /** The same, with answers that several JVMs share. */
    public CacheSettings sharing(SharedSettings by) {
        return new CacheSettings(
                mode,
                level,
                staleness,
                mostBytes,
                mostResultBytes,
                mostRows,
                publication,
                mostRetainedBytes,
                exceptTables,
                verifiedOneIn,
                by);
    }

    /** What is promised of an answer. */
    public enum Level {
        /** It is given again only to the connection that has asked, in its transaction or unit. Nothing is followed. */
        TRANSACTION,
        /** It shows what others have committed after the staleness at the latest. */
        BOUNDED,
        /** It shows all that anybody could see when it was asked for, which is checked each time. */
        STRICT
    }

    /** Whether answers are given. */
    public enum Mode {
        OFF,
        /** It is only reckoned what they would save. */
        OBSERVE,
        ON
    }
}

package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.features.cache.rules.CacheRules;
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
 * @param rules for single tables, queries and places, as they are written
 * @param onlyTables if there is one, queries that read others are not answered
 * @param shared where several JVMs share answers
 * @param keepsAll whether answers are kept, and shared, also of queries for which that does not pay
 * @param warmUp the file of the hottest queries, which are asked again after a restart; empty for none
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
        List<String> rules,
        List<String> onlyTables,
        SharedSettings shared,
        boolean keepsAll,
        String warmUp) {
    public static final CacheSettings DEFAULT = of(Mode.OBSERVE);

    public CacheSettings {
        exceptTables = List.copyOf(exceptTables);
        rules = List.copyOf(rules);
        onlyTables = List.copyOf(onlyTables);
    }

    /** Without rules, and not shared. */
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
                List.of(),
                List.of(),
                SharedSettings.OFF,
                false,
                "");
    }

    /** All else as it is by default. */
    public static CacheSettings of(Mode mode) {
        return new CacheSettings(
                mode, Level.BOUNDED, Duration.ofMillis(250), 0, 1 << 20, 10_000, "covet", 256L << 20, List.of(), 1_000);
    }

    /** The same, promising something else. */
    public CacheSettings at(Level other) {
        return changed(other, verifiedOneIn, rules, shared, keepsAll, warmUp);
    }

    /** The same, comparing one of so many answers. */
    public CacheSettings verifying(int oneIn) {
        return changed(level, oneIn, rules, shared, keepsAll, warmUp);
    }

    /** The same with these rules. */
    public CacheSettings with(List<String> others) {
        return changed(level, verifiedOneIn, others, shared, keepsAll, warmUp);
    }

    /** The same, with answers that several JVMs share. */
    public CacheSettings sharing(SharedSettings by) {
        return changed(level, verifiedOneIn, rules, by, keepsAll, warmUp);
    }

    /** The same, keeping and sharing answers whether that pays or not. */
    public CacheSettings keepingAll() {
        return changed(level, verifiedOneIn, rules, shared, true, warmUp);
    }

    /** The same, with this file of the hottest queries. */
    public CacheSettings warmingUp(String file) {
        return changed(level, verifiedOneIn, rules, shared, keepsAll, file);
    }

    private CacheSettings changed(
            Level promised, int oneIn, List<String> ruled, SharedSettings by, boolean all, String hottest) {
        return new CacheSettings(
                mode,
                promised,
                staleness,
                mostBytes,
                mostResultBytes,
                mostRows,
                publication,
                mostRetainedBytes,
                exceptTables,
                oneIn,
                ruled,
                onlyTables,
                by,
                all,
                hottest);
    }

    /** The rules, read anew. */
    public CacheRules readRules() {
        return new CacheRules(rules, exceptTables, onlyTables);
    }

    /** What is promised of an answer. */
    public enum Level {
        /** It is given again only to the connection that has asked, in its transaction or unit. Nothing is followed. */
        TRANSACTION,
        /** It shows what others have committed after the staleness at the latest. */
        BOUNDED,
        /** It shows all that anybody could see when it was asked for, which is checked each time. */
        STRICT,
        /** Nothing: an answer is given for as long as a rule says, whatever others commit meanwhile. Nothing is followed. */
        TTL
    }

    /** Whether answers are given. */
    public enum Mode {
        OFF,
        /** It is only reckoned what they would save. */
        OBSERVE,
        ON
    }
}

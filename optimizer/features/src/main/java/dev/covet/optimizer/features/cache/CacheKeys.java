package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.features.cache.shared.SharedKeys;
import dev.covet.optimizer.settings.SettingKey;
import dev.covet.optimizer.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The settings of the cache. */
public final class CacheKeys {
    public static final SettingKey<CacheSettings.Mode> MODE = SettingKey.choice(
            "covet.cache.mode",
            CacheSettings.DEFAULT.mode(),
            CacheSettings.Mode.values(),
            "Whether queries are answered with rows that the database has given before. With observe it is only reckoned what"
                    + " that would save.");

    public static final SettingKey<CacheSettings.Level> LEVEL = SettingKey.choice(
            "covet.cache.level",
            CacheSettings.DEFAULT.level(),
            CacheSettings.Level.values(),
            "What is promised of an answer: transaction: it is given again only to the connection that has asked, in its"
                    + " transaction or request; bounded: it is not further behind than the staleness; strict: it is not"
                    + " behind, which costs a round trip for each, or for all that wait at once."
                    + " With ttl answers are given for the time that a rule names, whatever others commit; nothing is followed.");

    public static final SettingKey<Duration> STALENESS = SettingKey.duration(
            "covet.cache.staleness",
            CacheSettings.DEFAULT.staleness(),
            Duration.ofMillis(50),
            Duration.ofMinutes(1),
            "How far an answer may be behind what others have committed.");

    public static final SettingKey<Long> MOST_BYTES = SettingKey.bytes(
            "covet.cache.most-bytes",
            CacheSettings.DEFAULT.mostBytes(),
            0,
            1L << 40,
            "The heap that all kept answers may take. 0 stands for 5 % of the heap, and 64 MB at most.");

    public static final SettingKey<Long> MOST_RESULT_BYTES = SettingKey.bytes(
            "covet.cache.most-result-bytes",
            CacheSettings.DEFAULT.mostResultBytes(),
            1_024,
            1L << 30,
            "Larger answers are not kept.");

    public static final SettingKey<Integer> MOST_ROWS = SettingKey.integer(
            "covet.cache.most-rows",
            CacheSettings.DEFAULT.mostRows(),
            1,
            10_000_000,
            "Answers with more rows are not kept.");

    public static final SettingKey<String> PUBLICATION = SettingKey.text(
            "covet.cache.publication",
            CacheSettings.DEFAULT.publication(),
            "The publication of PostgreSQL by which changes are followed. Covet never creates one.");

    public static final SettingKey<Long> MOST_RETAINED = SettingKey.bytes(
            "covet.cache.most-retained-bytes",
            CacheSettings.DEFAULT.mostRetainedBytes(),
            1L << 20,
            1L << 40,
            "When the server keeps more of its log for Covet, Covet lets go of it and forgets its answers.");

    public static final SettingKey<Integer> VERIFY_ONE_IN = SettingKey.integer(
            "covet.cache.verify-one-in",
            CacheSettings.DEFAULT.verifiedOneIn(),
            0,
            1_000_000,
            "Of so many answers one is asked for all the same and compared with the database's. 0 for none; with 1 nothing is"
                    + " answered from the cache, but everything compared.");

    public static final SettingKey<List<String>> EXCEPT_TABLES = SettingKey.list(
            "covet.cache.except.tables", List.of(), "Tables whose queries are never answered from the cache.");

    public static final SettingKey<List<String>> ONLY_TABLES = SettingKey.list(
            "covet.cache.only.tables",
            List.of(),
            "If there is one, only queries that read no other tables are answered from the cache.");

    public static final SettingKey<List<String>> RULES = SettingKey.list(
            "covet.cache.rules",
            List.of(),
            "Rules for single tables, queries, methods and requests: table:pet ttl=10s, query:5f0c91ab off,"
                    + " site:com.acme.Owners.find* ttl=1m, request:GET /admin* off.");

    public static final SettingKey<Boolean> KEEP_ALL = SettingKey.flag(
            "covet.cache.keep-all",
            false,
            "Whether answers are kept also of queries for which that has not paid so far.");

    public static final SettingKey<String> WARM_UP = SettingKey.text(
            "covet.cache.warm-up",
            CacheSettings.DEFAULT.warmUp(),
            "A file that Covet writes the hottest queries to, with their values, and asks them again after a restart. It is"
                    + " encrypted if covet.cache.shared.key is set.");

    private CacheKeys() {}

    public static List<SettingKey<?>> all() {
        return List.of(
                MODE,
                LEVEL,
                STALENESS,
                MOST_BYTES,
                MOST_RESULT_BYTES,
                MOST_ROWS,
                PUBLICATION,
                MOST_RETAINED,
                VERIFY_ONE_IN,
                EXCEPT_TABLES,
                ONLY_TABLES,
                RULES,
                KEEP_ALL,
                WARM_UP);
    }

    /** The word for banners and reports. */
    public static String word(CacheSettings.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    public static CacheSettings of(Settings settings) {
        return new CacheSettings(
                settings.get(MODE),
                settings.get(LEVEL),
                settings.get(STALENESS),
                settings.get(MOST_BYTES),
                settings.get(MOST_RESULT_BYTES),
                settings.get(MOST_ROWS),
                settings.get(PUBLICATION),
                settings.get(MOST_RETAINED),
                settings.get(EXCEPT_TABLES),
                settings.get(VERIFY_ONE_IN),
                settings.get(RULES),
                settings.get(ONLY_TABLES),
                SharedKeys.of(settings),
                settings.get(KEEP_ALL),
                settings.get(WARM_UP));
    }
}

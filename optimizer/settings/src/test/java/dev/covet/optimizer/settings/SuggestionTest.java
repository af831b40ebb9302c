package dev.covet.optimizer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> LETTERS = List.of("abcdefghijklmnopqrstuvwxyzABC0189.-_".split("(?<=.)", -1));

    @TempDir
    Path folder;

    private static List<String> names() {
        return Keys.CATALOGUE.keys().stream()
                .map(key -> key.name().replace("*", "orders"))
                .toList();
    }

    private static Set<String> typos(String name) {
        Set<String> typos = new LinkedHashSet<>();
        for (int at = 0; at <= name.length(); at++) {
            for (String letter : LETTERS) {
                typos.add(name.substring(0, at) + letter + name.substring(at));
                if (at < name.length()) {
                    typos.add(name.substring(0, at) + letter + name.substring(at + 1));
                }
            }
            if (at < name.length()) {
                typos.add(name.substring(0, at) + name.substring(at + 1));
            }
        }
        typos.remove(name);
        return typos;
    }

    /** A typo within the name that a user chose is another name, not a typo. */
    private static boolean isTypo(String text) {
        return Keys.CATALOGUE.find(text) == null;
    }

    @Test
    void everyTypo_ofOneCharacter_isUnderstood() {
        int count = 0;
        for (String name : names()) {
            for (String typo : typos(name)) {
                if (isTypo(typo)) {
                    count++;
                    assertThat(meant(typo)).as(typo).contains(original(name));
                }
            }
        }
        assertThat(count).isGreaterThan(15_000);
    }

    @Test
    void typos_ofTwoCharacters_areUnderstood() {
        Random random = new Random(20261121);
        for (String name : names()) {
            List<String> once = List.copyOf(typos(name));
            for (int i = 0; i < 6; i++) {
                Set<String> twice = typos(once.get(random.nextInt(once.size())));
                for (String typo : twice) {
                    if (isTypo(typo) && random.nextInt(20) == 0) {
                        assertThat(meant(typo)).as(typo).contains(original(name));
                    }
                }
            }
        }
    }

    /** For a pattern only the literal parts count. */
    private static String original(String name) {
        return name.startsWith("covet.datasource.") ? name.substring(name.lastIndexOf('.')) : name;
    }

    private static List<String> meant(String typo) {
        return Suggestion.nearest(Keys.CATALOGUE, typo).stream()
                .map(SuggestionTest::original)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "covet.cache.maxSize, covet.cache.max-size",
        "covet.cache.max_size, covet.cache.max-size",
        "covet_cache_max_size, covet.cache.max-size",
        "Covet.Cache.Max.Size, covet.cache.max-size",
        "covet.trcae.mode, covet.trace.mode",
        "covet.datasource.orders.ulr, covet.datasource.orders.url",
        "covett.trace.mode, covet.trace.mode"
    })
    void wrongSeparatorsAndSwaps_areUnderstood(String wrong, String right) {
        Bench bench = new Bench(folder).property(wrong, "x");
        assertThat(bench.onlyProblem())
                .isEqualTo(
                        "COVET-1001 " + wrong + " is not a setting (system property " + wrong + "). It has no effect."
                                + " It was ignored. Did you mean " + right + "? docs/settings.md has all of them.");
    }

    @Test
    void unlikeAnything_hasNoSuggestion_andAGroupHasItsMembers() {
        assertThat(new Bench(folder).property("covet.nonsense", "x").onlyProblem())
                .isEqualTo("COVET-1001 covet.nonsense is not a setting (system property covet.nonsense). It has no"
                        + " effect. It was ignored. docs/settings.md has all of them.");
        assertThat(new Bench(folder).yaml("trace: on").onlyProblem())
                .isEqualTo("COVET-1001 covet.trace is not a setting (/covet.yaml:1). It has no effect. It was ignored."
                        + " Did you mean covet.trace.mode or covet.trace.slow or covet.trace.queue? docs/settings.md"
                        + " has all of them.");
    }

    @Test
    void variable_isUnderstoodToo() {
        assertThat(new Bench(folder).variable("COVET_TRACE_MOD", "x").onlyProblem())
                .isEqualTo(
                        "COVET-1001 covet.trace.mod is not a setting (environment variable COVET_TRACE_MOD). It has"
                                + " no effect. It was ignored. Did you mean covet.trace.mode? docs/settings.md has all of them.");
    }

    @Test
    void longNames_areNotCompared() {
        assertThat(Suggestion.nearest(Keys.CATALOGUE, "covet." + "x".repeat(1_000_000)))
                .isEmpty();
    }
}

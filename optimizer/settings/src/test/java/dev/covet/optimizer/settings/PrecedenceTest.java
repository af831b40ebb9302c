package dev.covet.optimizer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.settings.SettingSource.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrecedenceTest {
    @TempDir
    Path folder;

    static List<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (Origin higher : Origin.values()) {
            for (Origin lower : Origin.values()) {
                if (higher.compareTo(lower) < 0) {
                    pairs.add(Arguments.of(higher, lower));
                }
            }
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void get_givenInTwoSources_isThatOfTheHigher(Origin higher, Origin lower) {
        Bench bench = new Bench(folder).yaml("");
        give(bench, lower);
        give(bench, higher);
        try (SettingsWatch watch = bench.open()) {
            override(watch, higher);
            Settings settings = watch.settings();
            assertThat(settings.problems()).isEmpty();
            assertThat(settings.source(Keys.SERVICE).origin()).isEqualTo(higher);
            assertThat(settings.get(Keys.SERVICE)).isEqualTo(value(higher));
        }
    }

    private static String value(Origin origin) {
        return origin == Origin.PROFILE ? "from profile" : origin == Origin.DEFAULT ? "unknown" : origin.name();
    }

    private static void give(Bench bench, Origin origin) {
        String value = value(origin);
        switch (origin) {
            case SYSTEM_PROPERTY -> bench.property("covet.service.name", value);
            case ENVIRONMENT -> bench.variable("COVET_SERVICE_NAME", value);
            case AGENT_ARGUMENT -> bench.argument("service.name=" + value);
            case OVERLAY_FILE ->
                bench.property("covet.profile", "test").file("covet-test.yaml", "service: {name: " + value + "}");
            case FILE -> bench.yaml("service: {name: " + value + "}");
            case PROFILE -> bench.property("covet.profile", "test");
            case OVERRIDE, DEFAULT -> bench.file("unused", "");
        }
    }

    private static void override(SettingsWatch watch, Origin higher) {
        if (higher == Origin.OVERRIDE) {
            assertThat(watch.override("covet.service.name", value(higher), "JMX"))
                    .isNull();
        }
    }

    @Test
    void pairs_areAllOfThem() {
        assertThat(pairs()).hasSize(28);
    }

    @Test
    void profile_isReadFromTheFile_andChoosesTheOverlay() {
        Bench bench = new Bench(folder).yaml("profile: prod").file("covet-prod.yaml", "service: {name: overlay}");
        Settings settings = bench.load();
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.get(GeneralKeys.PROFILE)).isEqualTo(Profile.PROD);
        assertThat(settings.get(Keys.SERVICE)).isEqualTo("overlay");
        assertThat(settings.get(Keys.MODE)).isEqualTo(Mode.OBSERVE);
        assertThat(settings.source(Keys.MODE)).hasToString("profile prod");
    }

    @Test
    void config_inSeveralSources_isThatOfTheSystemProperty() {
        Bench bench = new Bench(folder).yaml("service: {name: one}").file("other.yaml", "service: {name: two}");
        String other = folder.resolve("other.yaml").toString();
        assertThat(bench.variable("COVET_CONFIG", other).argument(other).load().get(Keys.SERVICE))
                .isEqualTo("one");
        bench.properties.clear();
        assertThat(bench.load().get(Keys.SERVICE)).isEqualTo("two");
        bench.environment.clear();
        assertThat(bench.load().get(Keys.SERVICE)).isEqualTo("two");
        assertThat(bench.argument("config=" + bench.yamlPath()).load().get(Keys.SERVICE))
                .isEqualTo("one");
    }

    @Test
    void wrongProfile_isReported_andCountsAsNone() {
        Bench bench = new Bench(folder).property("covet.profile", "production");
        assertThat(bench.load().get(Keys.MODE)).isEqualTo(Mode.OFF);
        assertThat(bench.onlyProblem())
                .isEqualTo("COVET-1002 covet.profile is \"production\" (system property covet.profile), allowed is"
                        + " none | dev | test | prod. A value is never guessed. Used none (default). Correct or"
                        + " remove it.");
    }
}

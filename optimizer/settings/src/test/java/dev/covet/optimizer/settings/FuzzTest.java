package dev.covet.optimizer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in the sources: a snapshot comes out, every problem has a code of ours, nothing is thrown. */
class FuzzTest {
    private static final List<String> PIECES = List.of(
            "trace",
            "mode",
            "on",
            "off",
            "covet.",
            "datasource",
            "a",
            "url",
            ".",
            "-",
            "_",
            ":",
            ": ",
            "\n",
            "\n  ",
            "\n    ",
            "\n- ",
            "- ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "'",
            "\"",
            "\\",
            "${",
            "}",
            "$",
            ":-",
            "NAME",
            "#",
            " #",
            "&a ",
            "*a",
            "!",
            "!!str ",
            "|",
            ">",
            "?",
            "@",
            "`",
            "%",
            "---\n",
            "...",
            "=",
            "\t",
            "\0",
            "\u0085",
            "\ud800",
            "\uFEFF",
            "é",
            "😀",
            "1.0",
            "file_format",
            "~",
            "null",
            "99999999999999999999",
            "5s",
            "64MB",
            "\r",
            "<<: ");

    @TempDir
    Path folder;

    private static final String SOUND = """
            trace: {mode: on}
            covet:
              cache:
                max_size: 2MB
                tables: [a, b]
            datasource:
              orders:
                url: "x"
            """;

    /** Pieces alone, or within a text that is sound without them. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "" : SOUND);
        int count = random.nextInt(text.isEmpty() ? 25 : 4);
        for (int i = 0; i < count; i++) {
            text.insert(random.nextInt(text.length() + 1), PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    @Test
    void anyText_inAnySource_throwsNothing() {
        Random random = new Random(3);
        int good = 0;
        for (int i = 0; i < 2_000; i++) {
            String text = text(random);
            Interpolation interpolation = new Interpolation(Map.of("NAME", text(random)));
            YamlReader.Outcome outcome = YamlReader.read("x.yaml", text, SettingSource.Origin.FILE, interpolation);
            good += outcome.unreadable() == null && !outcome.layer().given().isEmpty() ? 1 : 0;
            Settings settings = new Resolver(Keys.CATALOGUE, Profile.DEV, null)
                    .resolve(List.of(ArgumentReader.read(text, interpolation), outcome.layer()));
            assertSound(settings);
        }
        assertThat(good).isGreaterThan(300);
    }

    @Test
    void anyText_inPropertiesAndVariables_throwsNothing() {
        Random random = new Random(4);
        for (int i = 0; i < 400; i++) {
            SettingInputs inputs = new SettingInputs(
                    Map.of("covet." + text(random), text(random), "covet.trace.mode", text(random)),
                    Map.of("COVET_" + text(random), text(random), "COVET_CACHE_MAX_SIZE", text(random)),
                    text(random) + "=" + text(random));
            assertSound(Settings.load(Keys.CATALOGUE, inputs));
        }
    }

    @Test
    void anyText_inAWatchedFile_throwsNothing() {
        Random random = new Random(5);
        Bench bench = new Bench(folder).yaml("trace: {mode: on}");
        SettingsWatch watch = bench.open();
        for (int i = 0; i < 100; i++) {
            bench.yaml(text(random).replace('\ud800', '?'));
            watch.poll();
            assertSound(watch.settings());
            assertThat(watch.problems()).noneMatch(problem -> problem.code().equals("COVET-1016"));
        }
    }

    private static void assertSound(Settings settings) {
        assertThat(settings.get(Keys.MODE)).isIn((Object[]) Mode.values());
        for (SettingProblem problem : settings.problems()) {
            assertThat(problem.code()).matches("COVET-10\\d\\d");
            assertThat(problem.message().chars()).noneMatch(Character::isISOControl);
        }
        assertThat(SettingsReport.json(Keys.CATALOGUE, settings).chars()).noneMatch(c -> c < ' ');
    }
}

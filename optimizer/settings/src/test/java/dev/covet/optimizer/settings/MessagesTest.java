package dev.covet.optimizer.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pins what users read. */
class MessagesTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(folder);
    }

    @Test
    void badValue_namesKeySourceAllowedAndOutcome() {
        assertThat(bench.yaml("route: ~\ntrace:\n  mode: onn\n").onlyProblem())
                .isEqualTo("COVET-1002 covet.trace.mode is \"onn\" (/covet.yaml:3), allowed is off | observe | on."
                        + " A value is never guessed. Used off (default). Correct or remove it.");
        assertThat(bench.load().get(Keys.MODE)).isEqualTo(Mode.OFF);
    }

    @Test
    void badValue_inAProfile_usesTheProfilesValue() {
        assertThat(bench.property("covet.profile", "prod")
                        .argument("trace.mode=x")
                        .onlyProblem())
                .endsWith("Used observe (profile prod). Correct or remove it.");
    }

    @Test
    void valueOutOfRange_hasTheRange() {
        assertThat(bench.variable("COVET_TRACE_QUEUE", "99").onlyProblem())
                .isEqualTo("COVET-1003 covet.trace.queue is \"99\" (environment variable COVET_TRACE_QUEUE), out of the"
                        + " range 1 to 50. A value is never guessed. Used 10 (default). Correct or remove it.");
    }

    @Test
    void wrongWordForEnabled_switchesOff() {
        assertThat(bench.variable("COVET_ENABLED", "flase").onlyProblem())
                .isEqualTo("COVET-1002 covet.enabled is \"flase\" (environment variable COVET_ENABLED), allowed is true"
                        + " or false. A value is never guessed. Used false, the safe choice. Correct or remove it.");
        assertThat(bench.load().enabled()).isFalse();
    }

    @Test
    void badValue_belowAGoodOne_isReportedToo() {
        bench.property("covet.trace.slow", "1s").variable("COVET_TRACE_SLOW", "soon");
        assertThat(bench.onlyProblem())
                .isEqualTo("COVET-1002 covet.trace.slow is \"soon\" (environment variable COVET_TRACE_SLOW), allowed is"
                        + " 1ms to 1h. A value is never guessed. No effect now, for system property covet.trace.slow"
                        + " decides. Correct or remove it.");
        assertThat(bench.load().get(Keys.SLOW)).hasSeconds(1);
    }

    @Test
    void listForAWord_andOtherThingsInAList_areRefused() {
        assertThat(bench.yaml("trace: {mode: [on]}").onlyProblem()).startsWith("COVET-1002 covet.trace.mode is \"on\"");
        assertThat(bench.yaml("cache: {tables: [{a: b}]}").onlyProblem())
                .isEqualTo("COVET-1010 covet.cache.tables (/covet.yaml:1) is a list of other things than words. Write"
                        + " one word an entry. A value is never guessed. Used item (default).");
    }

    @Test
    void unsetVariable_isNamed() {
        assertThat(bench.yaml("service: {name: 'a ${HOST}'}").onlyProblem())
                .isEqualTo("COVET-1004 covet.service.name (/covet.yaml:1) needs the environment variable HOST, which is"
                        + " not set. Set it, or write ${HOST:-default}. A value is never guessed. Used unknown"
                        + " (default).");
        assertThat(bench.yaml("cache: {tables: [a, '${HOST}']}").onlyProblem()).startsWith("COVET-1004");
    }

    @ParameterizedTest
    @CsvSource({"${HOST", "${}", "${:-a}", "${1A}", "${a.b}", "x${A}${"})
    void malformedReference_isExplained(String value) {
        bench.variable("A", "a").argument("service.name='" + value + "'");
        assertThat(bench.onlyProblem())
                .isEqualTo("COVET-1005 covet.service.name (agent argument service.name) has a \"${\" that no variable's"
                        + " name and \"}\" follow. Write ${NAME} or ${NAME:-default}, or $${ for the characters"
                        + " themselves. A value is never guessed. Used unknown (default).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trace.mode=on,oops,a=b | no \"=\" in a setting at character 15",
                "=on | no key before \"=\" at character 1",
                "service.name=\"a,b | a quote that does not end before a comma at character 1",
                "service.name='a'b | a quote that does not end before a comma at character 1"
            })
    void malformedArgument_saysWhere(String argument, String what) {
        assertThat(bench.argument(argument).onlyProblem())
                .isEqualTo("COVET-1006 The agent argument has " + what + ". Where a setting ends cannot be told. The"
                        + " argument was ignored from there on. Write key=value,key=\"a,b\", or the path of a YAML"
                        + " file.");
    }

    @Test
    void fileThatCannotBeRead_isNamed() throws IOException {
        assertThat(bench.property("covet.config", folder + "/no.yaml").onlyProblem())
                .isEqualTo("COVET-1007 The file /no.yaml does not exist. Its settings are not known. Went on without"
                        + " the file. Create it, or correct covet.config.");
        assertThat(bench.property("covet.config", folder.toString()).onlyProblem())
                .isEqualTo("COVET-1007 The file  cannot be read. Its settings are not known. Went on without the file."
                        + " It has to be a readable file.");
        assertThat(bench.yaml("#".repeat((1 << 20) + 1)).onlyProblem())
                .isEqualTo("COVET-1007 The file /covet.yaml is larger than 1 MB. Its settings are not known. Went on"
                        + " without the file. Is it the right file?");
        Files.write(bench.yamlPath(), new byte[] {'a', ':', ' ', (byte) 0xE9});
        assertThat(bench.onlyProblem())
                .isEqualTo("COVET-1007 The file /covet.yaml is not UTF-8. Its settings are not known. Went on without"
                        + " the file. Save it as UTF-8.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: 1\nb: c: d\n' | :2 (column 5) is not YAML: mapping values are not allowed here",
                "'a: [1, 2\nb: 3\n' | :2 (column 2) is not YAML: expected ',' or ']'",
                "'a: 1\n\tb: 2\n' | :2 (column 1) is not YAML: found character '\\t(TAB)' that cannot start any token",
                "'a: ''open' | :1 (column 9) is not YAML: found unexpected end of stream",
                "'a: *gone' | :1 (column 4) is not YAML: found undefined alias",
                "'a: @x' | :1 (column 4) is not YAML: something cannot stand there; quote the value",
                "'a: 1\n---\nb: 2\n' | :2 (column 1) is not YAML: expected a single document"
            })
    void badYaml_saysLineAndWhat(String text, String what) {
        assertThat(bench.yaml(text).onlyProblem())
                .isEqualTo("COVET-1008 /covet.yaml" + what + ". Its settings are not known. Went on without the file."
                        + " Correct the file.");
    }

    @Test
    void yamlThatIsTooDeep_isRefused() {
        assertThat(bench.yaml("a: " + "[".repeat(20_000)).onlyProblem())
                .isEqualTo("COVET-1008 /covet.yaml is not YAML: special characters, or nested too deeply. Its settings"
                        + " are not known. Went on without the file. Correct the file.");
        StringBuilder all = new StringBuilder("a: &a {x: 1, y: 2}\n");
        for (char c = 'b'; c <= 'z'; c++) {
            all.append(c + ": &" + c + " {x: *" + (char) (c - 1) + ", y: *" + (char) (c - 1) + "}\n");
        }
        List<SettingProblem> problems = bench.yaml(all.toString()).load().problems();
        assertThat(problems).hasSize(101);
        assertThat(problems.get(0).toString().replace(folder.toString(), ""))
                .isEqualTo("COVET-1010 /covet.yaml:2 has more than 10000 values or 16 levels. It is not known which"
                        + " setting is meant. That part was ignored. Write it like trace: {mode: on}.");
        assertThat(problems.get(100).toString())
                .matches("COVET-1017 There are \\d+ more problems. The first ones probably caused them. They are not"
                        + " listed. Correct those above.");
    }

    @Test
    void fileFormat_isOneZero() {
        assertThat(bench.yaml("file_format: '1.0'").load().problems()).isEmpty();
        assertThat(bench.yaml("\nfile_format: 2.0\n").onlyProblem())
                .isEqualTo("COVET-1009 /covet.yaml:2 says file_format \"2.0\", known is \"1.0\". Settings of another"
                        + " format may have other meanings. The file was read as 1.0. Write file_format: \"1.0\", or"
                        + " use the agent that the file was written for.");
    }

    @Test
    void yamlOfAnotherShape_isRefused() {
        assertThat(bench.yaml("just a sentence").onlyProblem())
                .isEqualTo("COVET-1010 /covet.yaml:1 has no \"key: value\" at its top. It is not known which setting is"
                        + " meant. That part was ignored. Write it like trace: {mode: on}.");
        assertThat(bench.yaml("? [a]\n: b\n").onlyProblem())
                .isEqualTo("COVET-1010 /covet.yaml:1 has a key that is not a word. It is not known which setting is"
                        + " meant. That part was ignored. Write it like trace: {mode: on}.");
    }

    @Test
    void settingGivenTwice_usesTheFirst() {
        assertThat(bench.yaml("trace: {mode: on}\ntrace.mode: observe\n").onlyProblem())
                .isEqualTo("COVET-1011 covet.trace.mode is given twice (/covet.yaml:1 and /covet.yaml:2). Which one is"
                        + " meant is not known. Used the first. Remove one.");
        assertThat(bench.load().get(Keys.MODE)).isEqualTo(Mode.ON);
    }

    @Test
    void settingsThatChooseFiles_cannotStandInThem() {
        assertThat(bench.yaml("config: other.yaml").onlyProblem())
                .isEqualTo("COVET-1014 covet.config cannot be set in /covet.yaml:1. It decides which files are read. It"
                        + " was ignored. Set it as a system property, in the environment or in the agent argument.");
        bench.yaml("profile: dev").file("covet-dev.yaml", "profile: prod");
        assertThat(bench.onlyProblem()).startsWith("COVET-1014 covet.profile cannot be set in /covet-dev.yaml:1.");
    }

    @Test
    void catalogueWithAMistake_isRefused() {
        assertThatThrownBy(() -> SettingCatalogue.of(List.of(SettingKey.text("covet.Trace_x", "", ""))))
                .hasMessage("COVET-1019 covet.Trace_x is no name of a setting. Users could not tell which setting they"
                        + " set. The catalogue is refused. Rename it, like covet.trace.max-size.");
        SettingKey<String> twin = SettingKey.text("covet.trace-mode", "", "");
        assertThatThrownBy(() -> SettingCatalogue.of(List.of(Keys.MODE, twin)))
                .hasMessageStartingWith("COVET-1019 covet.trace-mode has the same spelling as covet.trace.mode.");
        assertThatThrownBy(() -> bench.load().get(SettingKey.text("covet.other", "", "")))
                .hasMessage(
                        "COVET-1019 covet.other is not in the catalogue, or is a pattern. What users set it to would"
                                + " not be found. Nothing was read. Add it to the catalogue, or name which one.");
        assertThatThrownBy(() -> bench.load().get(Keys.URL)).hasMessageStartingWith("COVET-1019");
    }

    @Test
    void shownValue_hasOneLine_andNotTooMuch() {
        assertThat(bench.property("covet.trace.mode", "a\nb\u001b[31m\u2028" + "x".repeat(500))
                        .onlyProblem())
                .contains("is \"a?b?[31m?" + "x".repeat(111) + "…\" (system");
    }
}

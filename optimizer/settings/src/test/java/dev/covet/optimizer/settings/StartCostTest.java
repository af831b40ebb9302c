package dev.covet.optimizer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What premain pays in classes: about 100 without YAML; with it 490 on JDK 17 and 620 on 25, whose lambdas cost more. */
class StartCostTest {
    @TempDir
    Path folder;

    private Set<String> loaded(String argument) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "-Dcovet.oops=x",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartMain.class.getName(),
                        argument)
                .redirectErrorStream(true);
        // Where the tests' own servers are is no setting.
        java.environment().keySet().removeIf(name -> name.startsWith("COVET_"));
        Process process = java.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        Set<String> classes = new TreeSet<>();
        for (String line : Files.readAllLines(log)) {
            int source = line.indexOf(" source:");
            if (source > 0) {
                classes.add(line.substring(line.lastIndexOf(' ', source - 1) + 1, source));
            }
        }
        return classes;
    }

    @Test
    void start_withoutYaml_loadsFewClasses_andNoneThatPremainMustNotTouch() throws Exception {
        Set<String> more = loaded("trace.mode=on");
        more.removeAll(loaded("nothing"));
        assertThat(more)
                .contains(Settings.class.getName())
                .noneMatch(name -> name.startsWith("org.snakeyaml.")
                        || name.startsWith("java.nio.file.")
                        || name.startsWith("sun.nio.fs.")
                        || name.startsWith("java.util.logging.")
                        || name.startsWith("java.util.regex.")
                        || name.startsWith("java.lang.management.")
                        || name.startsWith("javax.management.")
                        || name.startsWith("java.lang.invoke.")
                        || name.contains("LambdaForm"))
                .doesNotContain(YamlReader.class.getName(), Control.class.getName(), SettingsReport.class.getName())
                .hasSizeLessThan(120);
    }

    @Test
    void start_withYaml_loadsTheLibrary() throws Exception {
        Path yaml = Files.writeString(folder.resolve("covet.yaml"), "trace: {mode: on}\n");
        Set<String> more = loaded(yaml.toString());
        more.removeAll(loaded("nothing"));
        assertThat(more)
                .contains("org.snakeyaml.engine.v2.api.lowlevel.Compose")
                .hasSizeLessThan(700);
    }
}

package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.AgentJar.End;
import dev.covet.agenttests.programs.JmxMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The MBean is there for who uses JMX, and JMX is not started for the others. */
class JmxTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void applicationThatUsesJmx_canSwitchCovetOff(int jdk) {
        End end = run(program(JmxMain.class, jdk).flags(flag("")));
        assertThat(end.output()).containsExactly("enabled false", "done");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void applicationThatDoesNot_isSparedItsClasses(int jdk) throws IOException {
        Path log = folder.resolve("classes.txt");
        End end = run(program(JmxMain.class, jdk, "without")
                .flags(flag(""), "-Xlog:class+load:file=" + log + "::filecount=0"));
        assertThat(end.output()).containsExactly("done");
        try (var classes = Files.lines(log)) {
            assertThat(classes).noneMatch(line -> line.contains(" javax.management."));
        }
    }
}

package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.AgentJar.End;
import dev.covet.agenttests.programs.JdbcMain;
import dev.covet.fixtures.process.ForkedJvm;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an AOT cache the driver's classes are loaded before the agent, and no transformer sees them being loaded. */
class AotCacheTest {
    @TempDir
    private Path folder;

    private ForkedJvm.Builder program(String... flags) throws IOException {
        Path jar = folder.resolve("program.jar");
        if (!Files.exists(jar)) {
            String entry = JdbcMain.class.getName().replace('.', '/') + ".class";
            try (OutputStream file = Files.newOutputStream(jar);
                    ZipOutputStream out = new ZipOutputStream(file);
                    InputStream in = JdbcMain.class.getResourceAsStream("JdbcMain.class")) {
                out.putNextEntry(new ZipEntry(entry));
                in.transferTo(out);
            }
        }
        String h2 = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(path -> path.contains("h2-"))
                .findFirst()
                .orElseThrow();
        return AgentJar.unexported(ForkedJvm.mainClass(JdbcMain.class.getName(), jar + File.pathSeparator + h2)
                .jdk(25)
                .flags(flags));
    }

    @Test
    void cacheMadeWithoutTheAgent_driverIsInstrumented() throws IOException {
        Path cache = folder.resolve("program.aot");
        run(program("--add-modules=java.instrument", "-XX:AOTCacheOutput=" + cache));
        assertThat(cache).exists();

        Path log = folder.resolve("classes.txt");
        End end = run(program(
                "--add-modules=java.instrument",
                "-XX:AOTCache=" + cache,
                "-Xlog:class+load:file=" + log + "::filecount=0",
                flag(AgentJar.DEBUG)));
        assertThat(end.output()).containsExactly("read 42");
        assertThat(end.errors())
                .last()
                .isEqualTo("[covet] DEBUG connection 1 org.h2.jdbc.JdbcConnection from org.h2.Driver for jdbc:h2");
        try (var lines = Files.lines(log)) {
            assertThat(lines.filter(line -> line.contains(" org.h2.Driver ")))
                    .as("the driver came from the cache")
                    .first()
                    .asString()
                    .contains("shared objects file");
        }
    }
}

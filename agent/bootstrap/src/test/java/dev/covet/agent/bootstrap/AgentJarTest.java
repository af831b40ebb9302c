package dev.covet.agent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentJarTest {
    private static final String ENTRY = "dev/covet/agent/CovetAgent.class";

    @TempDir
    private Path folder;

    private Path jar(String name, @Nullable String premain) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3");
        if (premain != null) {
            manifest.getMainAttributes().putValue("Premain-Class", premain);
        }
        Path jar = folder.resolve(name);
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.flush();
        }
        return jar;
    }

    private static URL entry(Path jar) throws IOException {
        return new URL("jar:" + jar.toUri() + "!/" + ENTRY);
    }

    @Test
    void of_agentsOwnJar_fileAndVersion() throws Exception {
        Path jar = jar("covet agent+ü.jar", "dev.covet.agent.CovetAgent");
        AgentJar found = AgentJar.of(entry(jar), ENTRY);
        assertThat(found.file()).isEqualTo(jar.toFile());
        assertThat(found.version()).isEqualTo("1.2.3");
    }

    @Test
    void of_applicationsJar_isRefused() throws Exception {
        Path jar = jar("app.jar", null);
        assertThatThrownBy(() -> AgentJar.of(entry(jar), ENTRY))
                .isInstanceOf(AgentProblem.class)
                .hasMessageStartingWith("COVET-2002")
                .hasMessageContaining("app.jar");
    }

    @Test
    void of_folderOrNested_isRefused() throws Exception {
        URL loose = folder.resolve(ENTRY).toUri().toURL();
        assertThatThrownBy(() -> AgentJar.of(loose, ENTRY)).hasMessageStartingWith("COVET-2002");
        assertThatThrownBy(() -> AgentJar.of(null, ENTRY)).hasMessageStartingWith("COVET-2002");
    }
}

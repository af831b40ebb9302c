package dev.covet.agent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.ServiceLoader;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentClassLoaderTest {
    /** Something the agent's loader is to define again. */
    public static final class Isolated implements Runnable {
        @Override
        public void run() {}
    }

    @TempDir
    private Path folder;

    private ClassLoader loader;

    @BeforeEach
    void makeJar() throws IOException {
        Path jar = folder.resolve("agent.jar");
        String name = Isolated.class.getName();
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("inst/" + name.replace('.', '/') + ".classdata"));
            out.write(bytes(name));
            out.putNextEntry(new ZipEntry("inst/META-INF/services/java.lang.Runnable"));
            out.write(name.getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("outside.txt"));
        }
        loader = new AgentClassLoader(jar.toFile());
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = AgentClassLoaderTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    @Test
    void loadClass_own_isDefinedHere() throws Exception {
        Class<?> own = loader.loadClass(Isolated.class.getName());
        assertThat(own).isNotSameAs(Isolated.class);
        assertThat(own.getClassLoader()).isSameAs(loader);
        assertThat(loader.loadClass(Isolated.class.getName())).isSameAs(own);
        assertThat(loader.getName()).isEqualTo("covet");
    }

    @Test
    void loadClass_jdk_isDelegatedAndTheApplicationIsNotSeen() throws Exception {
        assertThat(loader.loadClass("java.sql.Driver")).isSameAs(java.sql.Driver.class);
        assertThatThrownBy(() -> loader.loadClass(AgentClassLoaderTest.class.getName()))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void getResource_own_isReadByItsOrdinaryName() throws Exception {
        String resource = Isolated.class.getName().replace('.', '/') + ".class";
        try (InputStream in = loader.getResourceAsStream(resource)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes(Isolated.class.getName()));
        }
        assertThat(loader.getResource("outside.txt")).isNull();
        assertThat(Collections.list(loader.getResources("META-INF/services/java.lang.Runnable")))
                .hasSize(1);
    }

    @Test
    void serviceLoader_findsOwnServices() {
        assertThat(ServiceLoader.load(Runnable.class, loader))
                .singleElement()
                .satisfies(service ->
                        assertThat(service.getClass().getClassLoader()).isSameAs(loader));
    }
}

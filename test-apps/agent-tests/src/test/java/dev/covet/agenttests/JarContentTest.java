package dev.covet.agenttests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JarContentTest {
    /** Everything the jar may hold. A class that is not isolated needs a reason to be here. */
    private static final List<Pattern> ALLOWED = List.of(
            Pattern.compile("META-INF/MANIFEST\\.MF"),
            Pattern.compile("META-INF/(LICENSE|NOTICE)(\\.txt|\\.md)?"),
            Pattern.compile("META-INF/licenses/[A-Za-z0-9.-]+"),
            Pattern.compile("dev/covet/agent/CovetAgent\\.class"),
            Pattern.compile(
                    "dev/covet/agent/bootstrap/(AgentClassLoader(\\$.*)?|AgentJar|AgentProblem|AgentStart|JdkTools)"
                            + "\\.class"),
            Pattern.compile("inst/java/lang/CovetDispatcher\\.classdata"),
            Pattern.compile("inst/(dev/covet|org/objectweb/asm|org/snakeyaml|com/github/benmanes)/.*\\.classdata"),
            Pattern.compile("inst/dev/covet/.*\\.(bin|properties|txt|publicsuffixes|list|gz)"),
            // What the exporters bring: the senders for gRPC and Zipkin. Loaded only when they are chosen.
            Pattern.compile(
                    "inst/(kotlin|okhttp3|okio|org/intellij|org/jetbrains|zipkin2)/.*\\.(classdata|kotlin_builtins|list|gz)"),
            Pattern.compile("inst/adapters/[a-z0-9-]+/(dev/covet|io/opentelemetry)/.*\\.classdata"),
            Pattern.compile("inst/META-INF/[a-z0-9-]+\\.kotlin_module"),
            Pattern.compile("inst/META-INF/(native-image|services)/.*"));

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(AgentJar.path().toFile())) {
            return jar.stream().map(JarEntry::getName).toList();
        }
    }

    @Test
    void entries_areAllAllowed() throws IOException {
        assertThat(entries())
                .hasSizeGreaterThan(1_000)
                .allMatch(name -> ALLOWED.stream()
                        .anyMatch(allowed -> allowed.matcher(name).matches()));
    }

    @Test
    void entries_classes_areTheEntryOnly() throws IOException {
        assertThat(entries().stream().filter(name -> name.endsWith(".class"))).hasSizeLessThan(10);
    }

    @Test
    void entries_librariesThatOthersKnowByName_areRenamed() throws IOException {
        assertThat(entries())
                .noneMatch(name -> name.startsWith("inst/com/zaxxer") || name.startsWith("inst/io/opentelemetry"));
    }

    @Test
    void manifest_saysWhatTheJvmAsks() throws IOException {
        try (JarFile jar = new JarFile(AgentJar.path().toFile())) {
            Attributes attributes = jar.getManifest().getMainAttributes();
            String entry = "dev.covet.agent.CovetAgent";
            assertThat(attributes.getValue("Premain-Class")).isEqualTo(entry);
            assertThat(attributes.getValue("Agent-Class")).isEqualTo(entry);
            assertThat(attributes.getValue("Main-Class")).isEqualTo(entry);
            assertThat(attributes.getValue("Can-Retransform-Classes")).isEqualTo("true");
            assertThat(attributes.getValue("Boot-Class-Path")).isNull();
            assertThat(attributes.getValue("Implementation-Version")).isNotBlank();
        }
    }

    @Test
    void entries_timesAreFixed() throws IOException {
        try (JarFile jar = new JarFile(AgentJar.path().toFile())) {
            assertThat(jar.stream().map(JarEntry::getTime).distinct()).hasSize(1);
        }
    }
}

package dev.covet.agenttests;

import dev.covet.fixtures.process.ForkedJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The jar that ships, and programs that run with it. */
final class AgentJar {
    static final Duration LIMIT = Duration.ofSeconds(60);
    /** What the banner begins with. It comes from a thread beside the application's. */
    static final String BANNER = "[covet] Covet ";

    /** Without the banner, each connection on a line. */
    static final String DEBUG = "banner=off,log.level=debug";

    /** SLF4J is on the class path of some drivers and pools, and complains when it finds nothing to log with. */
    private static final String QUIET = "-Dslf4j.internal.verbosity=ERROR";

    static final int[] JDKS = {17, 25};

    private AgentJar() {}

    static Path path() {
        Path jar = Path.of(System.getProperty("covet.root"), "agent", "dist", "target", "covet-agent.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is not built; run mvn -pl agent/dist -am package");
        }
        return jar;
    }

    static String flag(String options) {
        return "-javaagent:" + path() + (options.isEmpty() ? "" : "=" + options);
    }

    /** A program of the tests, with the class path of the tests. It is too short for the second compiler. */
    static ForkedJvm.Builder program(Class<?> main, int jdk, String... arguments) {
        return ForkedJvm.mainClass(main.getName(), System.getProperty("java.class.path"))
                .jdk(jdk)
                .flags(QUIET)
                .flags("-XX:TieredStopAtLevel=1")
                .arguments(arguments);
    }

    /** Exports nothing: where nobody takes the spans of a short program, its end waits for two seconds and says why. */
    static ForkedJvm.Builder unexported(ForkedJvm.Builder builder) {
        return builder.environment("OTEL_TRACES_EXPORTER", "none").environment("OTEL_METRICS_EXPORTER", "none");
    }

    /** What a program that ended by itself left behind. */
    record End(int status, List<String> output, List<String> errors) {}

    static End run(ForkedJvm.Builder builder) {
        try (ForkedJvm jvm = builder.start()) {
            return new End(jvm.awaitExit(LIMIT), jvm.output(), jvm.errors());
        }
    }

    /** The lines that are more than the banner and findings about the program: messages of the agent, and whatever others print. */
    static List<String> complaints(List<String> errors) {
        return errors.stream()
                .filter(line -> !line.matches("\\[covet] INFO COVET-4(10|5).*"))
                .filter(line -> !line.startsWith("[covet] ") || line.matches("\\[covet] (WARN|ERROR) .*|.*COVET-\\d.*"))
                .toList();
    }

    /** A copy of a jar with the entries that are wanted. */
    static Path copy(Path jar, Path copy, Predicate<String> wanted) throws IOException {
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(copy);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                if (wanted.test(entry.getName())) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    in.getInputStream(entry).transferTo(out);
                }
            }
        }
        return copy;
    }
}

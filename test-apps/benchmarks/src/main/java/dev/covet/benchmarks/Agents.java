package dev.covet.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** The agents under test, as files. */
record Agents(Path covet, Path openTelemetry) {
    /** As the build leaves them. */
    static Agents ofTheBuild(Path root) {
        return new Agents(
                existing(root.resolve("agent/dist/target/covet-agent.jar")),
                existing(root.resolve("test-apps/benchmarks/target/agents/opentelemetry-javaagent.jar")));
    }

    private static Path existing(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    jar + " is not there. Build it with: mvn -B -DskipTests -pl test-apps/benchmarks -am package");
        }
        return jar;
    }
}

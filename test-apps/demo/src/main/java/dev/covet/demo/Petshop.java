package dev.covet.demo;

import dev.covet.fixtures.FixtureException;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.process.FreePort;
import dev.covet.fixtures.zipkin.ZipkinServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The running petshop and where it answers. */
record Petshop(ForkedJvm jvm, String url) implements AutoCloseable {
    /** How each line of the agent begins. */
    private static final String AGENT = "[covet]";

    private static final int USUAL_PORT = 8080;
    private static final int ATTEMPTS = 5;
    private static final Duration READY = Duration.ofMinutes(3);

    /** On the port that was asked for, else on the usual one, else on any free one. */
    static Petshop start(
            DemoSettings settings,
            String database,
            @Nullable ZipkinServer zipkin,
            @Nullable Path agent,
            @Nullable OtlpReceiver metrics,
            Consumer<String> agentListener) {
        Integer asked = settings.port();
        int port = asked != null ? asked : FreePort.isFree(USUAL_PORT) ? USUAL_PORT : FreePort.find();
        for (int attempt = 1; ; attempt++) {
            ForkedJvm jvm = fork(settings, database, zipkin, agent, metrics, agentListener, port);
            try {
                return new Petshop(jvm, jvm.awaitLine("Ready after", READY).replaceFirst(".*(http://[^ ]+).*", "$1"));
            } catch (FixtureException e) {
                jvm.close();
                String reason = jvm.errors().stream()
                        .filter(line -> !line.startsWith(AGENT))
                        .findFirst()
                        .orElse(e.getMessage());
                // Between looking for a free port and taking it another program can be faster.
                if (asked != null
                        || attempt == ATTEMPTS
                        || !String.valueOf(reason).contains("is taken")) {
                    throw new DemoProblem("COVET-9107", "The petshop did not start. It says: " + reason);
                }
                port = FreePort.find();
            }
        }
    }

    private static ForkedJvm fork(
            DemoSettings settings,
            String database,
            @Nullable ZipkinServer zipkin,
            @Nullable Path agent,
            @Nullable OtlpReceiver metrics,
            Consumer<String> agentListener,
            int port) {
        return ForkedJvm.jar(settings.applications().resolve("petshop.jar"))
                .flags("-Xmx512m", "-XX:TieredStopAtLevel=1")
                .flags(settings.tracing().flags(settings.applications(), zipkin, agent, metrics))
                .environment("SPRING_DATASOURCE_PASSWORD", PetshopDatabase.PASSWORD)
                .arguments(
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.username=" + PetshopDatabase.USER,
                        "--petshop.seed=" + settings.data())
                .onErrorLine(line -> {
                    if (line.startsWith(AGENT)) {
                        agentListener.accept(line);
                    }
                })
                .start();
    }

    List<String> output() {
        return jvm.output();
    }

    CompletableFuture<Integer> onExit() {
        return jvm.onExit();
    }

    @Override
    public void close() {
        jvm.close();
    }
}

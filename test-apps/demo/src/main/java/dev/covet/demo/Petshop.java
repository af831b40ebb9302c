package dev.covet.demo;

import dev.covet.fixtures.FixtureException;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.process.FreePort;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The running petshop and where it answers. */
record Petshop(ForkedJvm jvm, String url) implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final Duration READY = Duration.ofMinutes(3);

    /**
     * How one is started.
     *
     * @param asked the port that it has to have; null for the usual one, else any free one
     * @param usual the port that it has if nobody else has it
     * @param database its URL
     * @param flags of its JVM
     * @param errors is told what it prints on standard error
     */
    record Start(
            DemoSettings settings,
            @Nullable Integer asked,
            int usual,
            String database,
            List<String> flags,
            Consumer<String> errors) {}

    /** On the port that was asked for, else on the usual one, else on any free one. */
    static Petshop start(Start start) {
        Integer asked = start.asked();
        int port = asked != null ? asked : FreePort.isFree(start.usual()) ? start.usual() : FreePort.find();
        for (int attempt = 1; ; attempt++) {
            ForkedJvm jvm = fork(start, port);
            try {
                return new Petshop(jvm, jvm.awaitLine("Ready after", READY).replaceFirst(".*(http://[^ ]+).*", "$1"));
            } catch (FixtureException e) {
                jvm.close();
                String reason = jvm.errors().stream()
                        .filter(line -> !line.startsWith(AgentLog.MARK))
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

    private static ForkedJvm fork(Start start, int port) {
        return ForkedJvm.jar(start.settings().applications().resolve("petshop.jar"))
                .flags("-Xmx512m", "-XX:TieredStopAtLevel=1")
                .flags(start.flags().toArray(String[]::new))
                .environment("SPRING_DATASOURCE_PASSWORD", PetshopDatabase.PASSWORD)
                .arguments(
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--spring.datasource.url=" + start.database(),
                        "--spring.datasource.username=" + PetshopDatabase.USER,
                        "--petshop.seed=" + start.settings().data())
                .onErrorLine(start.errors())
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

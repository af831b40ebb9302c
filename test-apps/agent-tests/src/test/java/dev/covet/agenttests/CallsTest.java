package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.AgentJar.End;
import dev.covet.agenttests.programs.CallsMain;
import dev.covet.fixtures.postgres.PostgresServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that calls a service in another JVM, which changes what was fetched ahead. */
class CallsTest {
    private static final List<String> CLIENTS = List.of(
            "jdk",
            "jdk-async",
            "url-connection",
            "apache-4",
            "apache-5",
            "apache-5-async",
            "okhttp",
            "okhttp-async",
            "grpc",
            "grpc-future",
            "grpc-async");

    /** Longer than the test, so that time ends nothing. */
    private static final String OPTIONS = "banner=off,prefetch.autocommit-time=10s,prefetch.transaction-time=10s";

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> calls(int jdk, String options) throws IOException {
        String url = server.createDatabase().jdbcUrl();
        try (ChangingService service = ChangingService.start(server, url)) {
            End end = run(program(
                            CallsMain.class,
                            jdk,
                            url,
                            server.user(),
                            server.password(),
                            service.address(),
                            String.valueOf(service.grpcPort()))
                    .environment("OTEL_SDK_DISABLED", "true")
                    .flags(flag(options)));
            assertThat(end.status()).as(() -> String.join("\n", end.errors())).isZero();
            assertThat(AgentJar.complaints(end.errors()))
                    .filteredOn(line -> line.contains("[covet]"))
                    .isEmpty();
            return end.output();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void answerOfAService_endsWhatWasFetched(int jdk) throws IOException {
        assertThat(calls(jdk, OPTIONS))
                .containsExactlyElementsOf(
                        CLIENTS.stream().map(client -> client + " fresh fresh").toList());
    }

    @Test
    void answerOfAService_whenSwitchedOff_endsNothing() throws IOException {
        assertThat(calls(17, OPTIONS + ",prefetch.end-at-calls=false"))
                .containsExactlyElementsOf(
                        CLIENTS.stream().map(client -> client + " stale stale").toList());
    }
}

package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedSpan;
import dev.covet.fixtures.otlp.ReceivedSpan.Kind;
import dev.covet.fixtures.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two agents in one JVM: what a collector gets is what it would get without ours. */
class BesideOpenTelemetryAgentTest {
    private static final String OTHER = "-javaagent:"
            + Path.of(
                    System.getProperty("covet.root"),
                    "test-apps/agent-tests/target/agents/opentelemetry-javaagent.jar");

    private static PostgresServer postgres;
    private static Seen alone;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start();
        alone = Seen.with(17, OTHER);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({"17, true", "17, false", "25, true", "25, false"})
    void bothAgents_eachStatementIsOneClientSpanOfItsRequest(int jdk, boolean oursFirst) {
        Seen both = oursFirst ? Seen.with(jdk, flag(""), OTHER) : Seen.with(jdk, OTHER, flag(""));
        assertThat(alone.requests()).hasSize(3).containsEntry("/authors", 2L);
        assertThat(both.requests()).isEqualTo(alone.requests());
        assertThat(both.clients()).isEqualTo(alone.clients());
        assertThat(both.answers()).isEqualTo(alone.answers());
        assertThat(both.errors())
                .noneMatch(line -> line.contains("Exception") || line.startsWith("\tat ") || line.contains("ERROR"));
        assertThat(both.errors()).anyMatch(line -> line.startsWith("[covet] "));
    }

    /**
     * One run of the application.
     *
     * @param requests the paths that the server's spans name, and how many client spans their traces have
     * @param clients how many client spans of a database there were in all
     */
    private record Seen(Map<String, Long> requests, long clients, List<String> answers, List<String> errors) {
        static Seen with(int jdk, String... agents) {
            try (OtlpReceiver receiver = Collector.start();
                    PlainClient plain = PlainClient.start(Collector.HTTP.tell(
                            PlainClient.plain(
                                            jdk,
                                            postgres.createDatabase().jdbcUrl(),
                                            postgres.user(),
                                            postgres.password())
                                    .flags(agents)
                                    .flags("-Xshare:auto"),
                            receiver))) {
                List<String> answers = new ArrayList<>();
                for (String path : List.of("/authors", "/authors/1", "/books/7")) {
                    answers.add(plain.get(path));
                }
                // An answer is out before its span has ended, and an application that ends loses spans that have not.
                receiver.awaitSpan(span -> "/books/7".equals(path(span)), LIMIT);
                List<String> errors = plain.end();
                return new Seen(requests(receiver.spans()), clients(receiver.spans()), answers, errors);
            }
        }

        private static Map<String, Long> requests(List<ReceivedSpan> spans) {
            return spans.stream()
                    .filter(span -> span.kind() == Kind.SERVER)
                    .collect(Collectors.toMap(
                            Seen::path,
                            server -> clients(spans.stream()
                                    .filter(span -> span.traceId().equals(server.traceId()))
                                    .toList()),
                            Long::sum,
                            TreeMap::new));
        }

        private static String path(ReceivedSpan span) {
            return String.valueOf(span.attribute("url.path"));
        }

        private static long clients(List<ReceivedSpan> spans) {
            return spans.stream()
                    .filter(span -> span.attributes().containsKey("db.system")
                            || span.attributes().containsKey("db.system.name"))
                    .count();
        }
    }
}

package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.programs.OwnersMain;
import dev.covet.fixtures.conventions.DatabaseConventions;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedSpan;
import dev.covet.fixtures.otlp.ReceivedSpan.Kind;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.process.ForkedJvm;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that asks once for each row, under the agent. */
class PrefetchTest {
    private static final String EXPECTED = IntStream.rangeClosed(1, 40)
            .mapToObj(owner -> "pet " + owner)
            .collect(Collectors.joining(",", "answer ", ""));

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ForkedJvm owners(int jdk, OtlpReceiver receiver, String options) {
        String url = server.createDatabase().jdbcUrl();
        return Collector.HTTP
                .tell(program(OwnersMain.class, jdk, url, server.user(), server.password(), "4"), receiver)
                .flags(flag(options))
                .start();
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void loop_isAnsweredFromBatches_andSaysSo(int jdk) {
        try (OtlpReceiver receiver = Collector.start();
                ForkedJvm jvm = owners(jdk, receiver, "prefetch.transaction-time=10s")) {
            assertThat(jvm.awaitExit(LIMIT)).isZero();
            assertThat(jvm.output()).containsExactly(EXPECTED, EXPECTED, EXPECTED, EXPECTED);
            List<ReceivedSpan> requests = receiver.spans().stream()
                    .filter(span -> span.kind() == Kind.SERVER)
                    .toList();
            assertThat(requests).hasSize(4);
            ReceivedSpan last = requests.get(3);
            List<ReceivedSpan> statements = receiver.spans().stream()
                    .filter(span -> span.parentSpanId().equals(last.spanId()))
                    .toList();
            // One answer in a thousand is compared with the database's own.
            assertThat(statements)
                    .extracting(ReceivedSpan::name)
                    .filteredOn(name -> !name.equals("select pet"))
                    .containsExactlyInAnyOrder("select owner", "BATCH select select pet");
            assertThat(statements).hasSizeLessThan(6);
            ReceivedSpan batch = statements.stream()
                    .filter(span -> span.name().startsWith("BATCH"))
                    .findFirst()
                    .orElseThrow();
            assertThat(batch.attributes()).containsEntry("db.operation.batch.size", 40L);
            assertEvents(last, batch);
            DatabaseConventions.standard().assertConform(receiver);
            assertThat(jvm.errors())
                    // That the program fills its tables row by row is another finding.
                    .filteredOn(line -> line.contains("COVET-") && !line.contains("COVET-4509"))
                    .singleElement()
                    .asString()
                    .contains("COVET-4101", "OwnersMain.pets(OwnersMain.java:", "parameter 1 = owner.id");
        }
    }

    private static void assertEvents(ReceivedSpan request, ReceivedSpan batch) {
        assertThat(request.events())
                .filteredOn(event -> event.name().equals("covet.prefetch.served"))
                .hasSizeGreaterThan(36)
                .allSatisfy(event -> assertThat(event.attributes()).containsEntry("covet.served_from", batch.spanId()));
        assertThat(request.events())
                .filteredOn(event -> event.name().equals("covet.finding"))
                .singleElement()
                .satisfies(event -> assertThat(event.attributes())
                        .containsEntry("covet.finding.kind", "n_plus_one")
                        .containsEntry("covet.finding.mapping", "parameter 1 = owner.id")
                        .containsEntry("covet.finding.executions", 40L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefetch.mode=observe", "prefetch.mode=off"})
    void loop_whenNotOn_isSentAsItIs(String options) {
        try (OtlpReceiver receiver = Collector.start();
                ForkedJvm jvm = owners(17, receiver, options)) {
            assertThat(jvm.awaitExit(LIMIT)).isZero();
            assertThat(jvm.output()).containsExactly(EXPECTED, EXPECTED, EXPECTED, EXPECTED);
            assertThat(receiver.spans())
                    .filteredOn(span -> span.name().equals("select pet"))
                    .hasSize(160);
            assertThat(jvm.errors().stream().anyMatch(line -> line.contains("COVET-4101")))
                    .isEqualTo(options.endsWith("observe"));
        }
    }
}

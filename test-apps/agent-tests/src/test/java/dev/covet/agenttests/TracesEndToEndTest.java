package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.covet.agenttests.AgentJar.End;
import dev.covet.agenttests.programs.ExportMain;
import dev.covet.fixtures.conventions.DatabaseConventions;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedMetric;
import dev.covet.fixtures.otlp.ReceivedSpan;
import dev.covet.fixtures.otlp.ReceivedSpan.Kind;
import dev.covet.fixtures.otlp.ReceivedSpan.Status;
import dev.covet.fixtures.otlp.ReceivedSpan.StatusCode;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.time.Await;
import dev.covet.fixtures.zipkin.ZipkinServer;
import dev.covet.fixtures.zipkin.ZipkinSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of an application, as a collector sees them. */
class TracesEndToEndTest {
    private static final int SEEDED = 40;
    private static final String SECRET = "hunter2";

    @TempDir
    private static Path folder;

    private static PostgresServer postgres;
    private static MariaDbServer mariaDb;

    @BeforeAll
    static void start() {
        CompletableFuture<MariaDbServer> other = CompletableFuture.supplyAsync(MariaDbServer::start);
        postgres = PostgresServer.start();
        mariaDb = other.join();
    }

    @AfterAll
    static void stop() {
        postgres.close();
        mariaDb.close();
    }

    /** A database under plain, and how its errors for a key that is there already are numbered. */
    private record Target(String url, String user, String password, String duplicate, int port) {
        static Target of(String name, int jdk) {
            String code = name.startsWith("M") ? "1062" : "23505";
            return switch (name) {
                case "H2" -> new Target("jdbc:h2:mem:plain;DB_CLOSE_DELAY=-1", "", "", code, 0);
                case "SQLITE" -> new Target("jdbc:sqlite:" + folder.resolve(jdk + ".db"), "", "", "19", 0);
                case "POSTGRESQL" ->
                    new Target(
                            postgres.createDatabase().jdbcUrl(),
                            postgres.user(),
                            postgres.password(),
                            code,
                            postgres.port());
                default -> {
                    String url = mariaDb.createDatabase().jdbcUrl();
                    yield new Target(
                            name.equals("MARIADB")
                                    ? url
                                    : mariaDb.mySqlJdbcUrl(url.substring(url.lastIndexOf('/') + 1)),
                            mariaDb.user(),
                            mariaDb.password(),
                            code,
                            mariaDb.port());
                }
            };
        }

        DatabaseConventions conventions() {
            DatabaseConventions rules = DatabaseConventions.standard().expectingSecret(SECRET, "Hunter Two");
            return port == 0
                    ? rules
                    : rules.expectingServer("127.0.0.1", port).expectingSecret(SECRET, "Hunter Two", password);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "H2, 17, HTTP", "H2, 25, GRPC",
        "SQLITE, 17, GRPC", "SQLITE, 25, HTTP",
        "POSTGRESQL, 17, HTTP", "POSTGRESQL, 25, GRPC",
        "MARIADB, 17, GRPC", "MARIADB, 25, HTTP",
        "MYSQL_DRIVER, 17, HTTP", "MYSQL_DRIVER, 25, GRPC"
    })
    void plain_itsRequests_areSpansAndMetricsThatConform(String database, int jdk, Collector collector) {
        Target target = Target.of(database, jdk);
        try (OtlpReceiver receiver = Collector.start();
                PlainClient plain = PlainClient.start(collector.tell(
                        PlainClient.plain(jdk, target.url(), target.user(), target.password())
                                .flags(flag("")),
                        receiver))) {
            assertThat(plain.get("/health")).startsWith("200 ");
            receiver.awaitSpan(span -> text(span).matches("(?i)select [1?]"), LIMIT);
            target.conventions().assertConform(receiver);
            receiver.clear();

            reads(plain, receiver);
            batch(plain, receiver);
            error(plain, receiver, target);
            stream(plain, receiver);

            assertThat(AgentJar.complaints(plain.end())).isEmpty();
            assertThat(statements(receiver, 8)).hasSize(8).allSatisfy(span -> {
                assertThat(span.name()).isNotEmpty().isEqualTo(span.attribute("db.query.summary"));
                assertThat(span.origin().resource()).containsEntry("service.name", "shop");
                assertThat(span.attribute("server.port")).isEqualTo(target.port() == 0 ? null : (long) target.port());
            });
            metrics(receiver);
            target.conventions().assertConform(receiver);
        }
    }

    /** A page of authors and their number: two statements. */
    private static void reads(PlainClient plain, OtlpReceiver receiver) {
        assertThat(plain.get("/authors?size=3")).startsWith("200 ");
        List<ReceivedSpan> spans = statements(receiver, 2);
        ReceivedSpan request = receiver.awaitSpan(
                span -> span.kind() == Kind.SERVER
                        && span.traceId().equals(spans.get(0).traceId()),
                LIMIT);
        assertThat(spans).extracting(ReceivedSpan::parentSpanId).containsOnly(request.spanId());
        assertThat(request.attributes()).containsEntry("url.path", "/authors");
        assertThat(spans)
                .extracting(ReceivedSpan::status)
                .extracting(Status::code)
                .containsOnly(StatusCode.UNSET);
        assertThat(text(spans.get(0)))
                .isEqualTo("select id, name, country from authors order by name, id limit ? offset ?");
        assertThat(spans.get(0).attributes()).containsEntry("db.response.returned_rows", 3L);
        assertThat(text(spans.get(1))).isEqualTo("select count(*) from authors");
        assertThat(spans.get(1).attributes()).containsEntry("db.response.returned_rows", 1L);
        assertThat(spans.get(1).attributes()).doesNotContainKey("db.operation.batch.size");
    }

    /** Three books in a transaction: one statement. */
    private static void batch(PlainClient plain, OtlpReceiver receiver) {
        String book = "{'authorId':1,'isbn':'new-%d','title':'" + SECRET + "','published':1999,'copies':1}";
        String books = String.join(",", book.formatted(1), book.formatted(2), book.formatted(3));
        assertThat(plain.post("/books/batch", ("{'books':[" + books + "]}").replace('\'', '"')))
                .startsWith("201 ");
        ReceivedSpan span = statements(receiver, 3).get(2);
        assertThat(span.attributes()).containsEntry("db.operation.batch.size", 3L);
        assertThat(span.name()).startsWith("BATCH ");
        assertThat(text(span)).startsWith("insert into books (author_id, ");
    }

    /** A member, and the same once more: the second insert is refused. */
    private static void error(PlainClient plain, OtlpReceiver receiver, Target target) {
        String member = "{\"name\":\"Hunter Two\",\"email\":\"" + SECRET + "@example.org\"}";
        assertThat(plain.post("/members", member)).startsWith("201 ");
        assertThat(plain.post("/members", member)).startsWith("409 ");
        List<ReceivedSpan> spans = statements(receiver, 5);
        assertThat(spans.get(3).status().code()).isEqualTo(StatusCode.UNSET);
        ReceivedSpan refused = spans.get(4);
        assertThat(refused.status().code()).isEqualTo(StatusCode.ERROR);
        assertThat(refused.attributes())
                .contains(
                        entry("db.response.status_code", target.duplicate()), entry("error.type", target.duplicate()));
        assertThat(refused.events()).extracting(ReceivedSpan.Event::name).containsExactly("exception");
    }

    /** All books, read piece by piece, and a book that is not there. */
    private static void stream(PlainClient plain, OtlpReceiver receiver) {
        assertThat(plain.get("/books/export").lines()).hasSize(SEEDED + 3);
        ReceivedSpan all = statements(receiver, 6).get(5);
        assertThat(all.attributes()).containsEntry("db.response.returned_rows", SEEDED + 3L);
        assertThat(plain.get("/books/999999")).startsWith("404 ");
        ReceivedSpan none = statements(receiver, 7).get(6);
        assertThat(none.attributes()).containsEntry("db.response.returned_rows", 0L);
        assertThat(plain.get("/health")).startsWith("200 ");
        statements(receiver, 8);
    }

    /** Exported at the end, and counted from the start. */
    private static void metrics(OtlpReceiver receiver) {
        ReceivedMetric duration =
                receiver.awaitMetric(metric -> metric.name().equals("db.client.operation.duration"), LIMIT);
        assertThat(duration.points())
                .filteredOn(point -> point.attributes().containsKey("error.type"))
                .singleElement()
                .satisfies(point -> assertThat(point.count()).isEqualTo(1));
        ReceivedMetric rows =
                receiver.awaitMetric(metric -> metric.name().equals("db.client.response.returned_rows"), LIMIT);
        assertThat(rows.points()).anyMatch(point -> point.value() == SEEDED + 3.0);
    }

    /** Waits for so many spans of statements; all there are then. */
    private static List<ReceivedSpan> statements(OtlpReceiver receiver, int count) {
        return Await.until(
                count + " statements",
                LIMIT,
                () -> receiver.spans().stream()
                        .filter(span -> span.attributes().containsKey("db.system.name"))
                        .toList(),
                found -> found.size() >= count);
    }

    private static String text(ReceivedSpan span) {
        return String.valueOf(span.attribute("db.query.text"));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void exporter_console_printsSpans(int jdk) {
        ForkedJvm.Builder program = Collector.soon(
                        program(ExportMain.class, jdk, "60000").flags(flag("")))
                .environment("OTEL_TRACES_EXPORTER", "console")
                .environment("OTEL_METRICS_EXPORTER", "none");
        try (ForkedJvm running = program.start()) {
            List<String> spans = Await.until(
                    "spans on the console",
                    LIMIT,
                    () -> running.errors().stream()
                            .filter(line -> line.contains("dev.covet") && line.contains("db.query.text="))
                            .toList(),
                    found -> found.size() > 30);
            assertThat(spans).anyMatch(line -> line.contains("select name from pet where id = ?"));
        }
    }

    @Test
    void exporter_zipkin_hasTheSpans() {
        try (ZipkinServer zipkin = ZipkinServer.start()) {
            for (int jdk : AgentJar.JDKS) {
                End end = run(program(ExportMain.class, jdk, "0")
                        .flags(flag(""), "-Dotel.traces.exporter=zipkin", "-Dotel.metrics.exporter=none")
                        .flags("-Dotel.exporter.zipkin.endpoint=" + zipkin.endpoint())
                        .environment("OTEL_SERVICE_NAME", "shop" + jdk));
                assertThat(AgentJar.complaints(end.errors())).isEmpty();
                List<ZipkinSpan> spans = Await.until(
                        "spans of shop" + jdk,
                        LIMIT,
                        () -> zipkin.traces().stream()
                                .flatMap(List::stream)
                                .filter(span -> span.service().equals("shop" + jdk))
                                .toList(),
                        found -> found.size() == 23);
                assertThat(spans)
                        .allSatisfy(span -> assertThat(span.tags()).containsEntry("db.system.name", "h2database"));
                assertThat(spans)
                        .filteredOn(span -> span.tags().containsKey("error"))
                        .hasSize(1);
            }
        }
    }
}

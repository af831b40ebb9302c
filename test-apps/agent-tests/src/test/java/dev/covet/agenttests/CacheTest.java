package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.programs.PollingMain;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedMetric;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.time.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that asks the same again and again, under the agent. */
class CacheTest {
    private static final int RUNS = 10;

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestDatabase database(String... further) {
        return server.createDatabase(connection -> {
            Sql.execute(
                    connection, "create table day (id int primary key, word text)", "insert into day values (1, 'go')");
            Sql.execute(connection, further);
        });
    }

    private static ForkedJvm polling(int jdk, TestDatabase database, OtlpReceiver receiver, String options) {
        return Collector.HTTP
                .tell(program(PollingMain.class, jdk, database.jdbcUrl(), server.user(), server.password()), receiver)
                .environment("OTEL_METRIC_EXPORT_INTERVAL", "200")
                .flags(flag(options))
                .start();
    }

    @ParameterizedTest
    @CsvSource({"'', would hit: could have been answered", "cache.mode=on, hit: answered"})
    void report_tellsWhatIsAnswered_andWhyTheRestIsNot(String options, String answered) throws SQLException {
        try (OtlpReceiver receiver = Collector.start();
                TestDatabase database = database("create publication covet for table day");
                ForkedJvm jvm = Collector.HTTP
                        .tell(
                                program(
                                        PollingMain.class,
                                        25,
                                        database.jdbcUrl(),
                                        server.user(),
                                        server.password(),
                                        "report"),
                                receiver)
                        .environment("OTEL_METRIC_EXPORT_INTERVAL", "200")
                        .flags(flag(options))
                        .start()) {
            String outcome = answered.substring(0, answered.indexOf(':'));
            receiver.awaitMetric(metric -> count(metric, outcome) > 20, LIMIT);
            say(database, "stop");
            assertThat(jvm.awaitExit(LIMIT)).isZero();
            String report = String.join("\n", jvm.output());
            assertThat(report)
                    .contains("need not have reached the database", "select word from day where id = ?")
                    .containsPattern("select now\\(\\), word from day \\([0-9a-f]{8}, database \\w+\\)\n"
                            + "   asked: .* 0 \\(0 %\\) and 0\\.0 ms \\(0 %\\) need not")
                    .containsPattern(
                            "\"text\": its text speaks against it|\"ruled out\": the catalog speaks against it")
                    .contains("   against it: ")
                    .contains(answered.replaceFirst("^([a-z ]+)", "\"$1\""));
        }
    }

    private static void say(TestDatabase database, String word) throws SQLException {
        try (Connection other = database.connect()) {
            Sql.execute(other, "update day set word = '" + word + "'");
        }
    }

    /** Waits until so many more were answered than before. */
    private static double awaitHits(OtlpReceiver receiver, double before) {
        ReceivedMetric queries = receiver.awaitMetric(metric -> hits(metric) > before + 20, LIMIT);
        return hits(queries);
    }

    private static double hits(ReceivedMetric metric) {
        return count(metric, "hit");
    }

    private static double count(ReceivedMetric metric, String outcome) {
        return metric.name().equals("covet.cache.queries")
                ? metric.point(Map.of("covet.result", outcome, "db.query.summary", "select day"))
                        .map(ReceivedMetric.Point::value)
                        .orElse(0.0)
                : 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void sameQuery_isAnsweredFromTheCache_untilSomebodyChangesTheRow(int jdk) throws SQLException {
        try (OtlpReceiver receiver = Collector.start();
                TestDatabase database = database("create publication covet for table day");
                ForkedJvm jvm = polling(jdk, database, receiver, "cache.mode=on")) {
            double hits = awaitHits(receiver, 0);
            say(database, "on");
            jvm.awaitLine("word on", LIMIT);
            awaitHits(receiver, hits);
            say(database, "stop");
            assertThat(jvm.awaitExit(LIMIT)).isZero();
            assertThat(jvm.output()).containsExactly("word go", "word on", "word stop");
            assertThat(jvm.errors())
                    .filteredOn(line -> line.contains("COVET-42"))
                    .singleElement()
                    .asString()
                    .contains("COVET-4220");
            assertThat(receiver.metrics())
                    .extracting(ReceivedMetric::name)
                    .contains("covet.cache.saved", "covet.cache.lag", "covet.cache.size");
        }
    }

    @Test
    void feedThatIsLost_isOpenedAgain() throws SQLException {
        try (OtlpReceiver receiver = Collector.start();
                TestDatabase database = database("create publication covet for table day");
                ForkedJvm jvm = polling(17, database, receiver, "cache.mode=on")) {
            double hits = awaitHits(receiver, 0);
            try (Connection other = database.connect()) {
                Sql.execute(
                        other,
                        "select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where backend_type = 'walsender' and datname = current_database()");
            }
            Await.until(
                    "the loss to be said",
                    LIMIT,
                    () -> jvm.errors().stream().anyMatch(line -> line.contains("COVET-4221")));
            say(database, "on");
            jvm.awaitLine("word on", LIMIT);
            awaitHits(receiver, hits);
            say(database, "stop");
            assertThat(jvm.awaitExit(LIMIT)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void hotQuery_isWrittenWhenTheJvmEnds_andIsThereAgainAfterTheNextStart(int jdk, @TempDir Path folder)
            throws SQLException {
        Path file = folder.resolve("hot");
        String options = "cache.mode=on,cache.warm-up=" + file;
        try (OtlpReceiver receiver = Collector.start();
                TestDatabase database = database("create publication covet for table day")) {
            // On a slow disk the end does not wait for it.
            for (int run = 0; run < RUNS && !Files.exists(file); run++) {
                say(database, "go");
                try (ForkedJvm jvm = polling(jdk, database, receiver, options)) {
                    awaitHits(receiver, 0);
                    receiver.clear();
                    say(database, "stop");
                    assertThat(jvm.awaitExit(LIMIT)).isZero();
                    assertThat(jvm.errors()).noneMatch(line -> line.contains("COVET-426"));
                }
            }
            assertThat(file).isNotEmptyFile();
            say(database, "go");
            try (ForkedJvm jvm = polling(jdk, database, receiver, options)) {
                Await.until(
                        "what was hot to be asked again",
                        LIMIT,
                        () -> jvm.errors().stream().anyMatch(line -> line.contains("COVET-4263 ")));
                say(database, "stop");
                assertThat(jvm.awaitExit(LIMIT)).isZero();
            }
        }
    }

    /** That the database gets the same bytes is in {@link NoExtraStatementsTest}. */
    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void nothingIsSet_whatItWouldSaveIsReckoned_andNothingRunsBeside(int jdk) throws SQLException {
        try (OtlpReceiver receiver = Collector.start();
                TestDatabase database = database("create publication covet for table day");
                ForkedJvm jvm = polling(jdk, database, receiver, "")) {
            receiver.awaitMetric(
                    metric -> metric.name().equals("covet.cache.would_save")
                            && metric.point(Map.of("db.query.summary", "select day"))
                                    .isPresent(),
                    LIMIT);
            assertThat(connections(database)).isEqualTo("1");
            say(database, "stop");
            assertThat(jvm.awaitExit(LIMIT)).isZero();
            assertThat(jvm.output()).containsExactly("word go", "word stop");
            assertThat(jvm.errors())
                    .filteredOn(line -> line.contains("COVET-42"))
                    .allSatisfy(line -> assertThat(line).contains("COVET-4230"));
        }
    }

    /** How many the application has, with those of the agent. */
    private static String connections(TestDatabase database) throws SQLException {
        try (Connection other = database.connect()) {
            return Sql.value(
                    other,
                    "select count(*) from pg_stat_activity"
                            + " where datname = current_database() and pid <> pg_backend_pid()");
        }
    }

    @Test
    void databaseThatDoesNotTell_isAskedEachTime() throws SQLException {
        try (OtlpReceiver receiver = Collector.start();
                TestDatabase database = database();
                ForkedJvm jvm = polling(17, database, receiver, "cache.mode=on")) {
            Await.until(
                    "the refusal to be said",
                    Duration.ofSeconds(20),
                    () -> jvm.errors().stream()
                            .anyMatch(line -> line.contains("COVET-42") && line.contains("CREATE PUBLICATION")));
            say(database, "stop");
            assertThat(jvm.awaitExit(LIMIT)).isZero();
            assertThat(jvm.output()).containsExactly("word go", "word stop");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void sameQueryInOneUnit_isAnsweredAgain_andNothingRunsBeside(int jdk) throws SQLException {
        try (OtlpReceiver receiver = Collector.start();
                TestDatabase database = database();
                ForkedJvm jvm = polling(jdk, database, receiver, "cache.mode=on,cache.level=transaction")) {
            double hits = awaitHits(receiver, 0);
            say(database, "on");
            jvm.awaitLine("word on", LIMIT);
            awaitHits(receiver, hits);
            assertThat(connections(database)).isEqualTo("1");
            say(database, "stop");
            assertThat(jvm.awaitExit(LIMIT)).isZero();
            assertThat(jvm.output()).containsExactly("word go", "word on", "word stop");
            assertThat(jvm.errors()).noneMatch(line -> line.contains("COVET-42"));
        }
    }
}

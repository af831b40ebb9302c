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
import dev.covet.fixtures.postgres.PostgresStandby;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that asks the same again and again, whose database has a replica. */
class RouteTest {
    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestDatabase database() {
        return server.createDatabase(connection -> Sql.execute(
                connection, "create table day (id int primary key, word text)", "insert into day values (1, 'go')"));
    }

    private static void say(TestDatabase database, String word) throws SQLException {
        try (Connection other = database.connect()) {
            Sql.execute(other, "update day set word = '" + word + "'");
        }
    }

    /** Queries that this replica has answered. */
    private static double routed(ReceivedMetric metric, String replica) {
        return metric.name().equals("covet.route.queries")
                ? metric.point(Map.of("covet.result", "replica", "covet.route.replica", replica))
                        .map(ReceivedMetric.Point::value)
                        .orElse(0.0)
                : 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void reads_goToTheReplica_asLongAsItIsThere(int jdk) throws SQLException {
        try (PostgresStandby standby = server.startStandby();
                OtlpReceiver receiver = Collector.start();
                TestDatabase database = database()) {
            String replica = "127.0.0.1:" + standby.port();
            try (ForkedJvm jvm = Collector.HTTP
                    .tell(
                            program(PollingMain.class, jdk, database.jdbcUrl(), server.user(), server.password()),
                            receiver)
                    .environment("OTEL_METRIC_EXPORT_INTERVAL", "200")
                    .flags(flag("prefetch.mode=off,route.replicas=" + replica))
                    .start()) {
                receiver.awaitMetric(metric -> routed(metric, replica) > 20, LIMIT);
                say(database, "on");
                jvm.awaitLine("word on", LIMIT);
                standby.kill();
                Await.until(
                        "the end of the replica to be said",
                        LIMIT,
                        () -> jvm.errors().stream().anyMatch(line -> line.contains("COVET-4310")));
                say(database, "stop");
                assertThat(jvm.awaitExit(LIMIT)).isZero();
                assertThat(jvm.output()).containsExactly("word go", "word on", "word stop");
                assertThat(jvm.errors())
                        .filteredOn(line -> line.contains("COVET-43"))
                        .extracting(line -> line.replaceAll(".*(COVET-\\d+).*", "$1"))
                        .containsExactly("COVET-4315", "COVET-4310");
            }
        }
    }
}

package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.programs.PairsMain;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedMetric;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.process.ForkedJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application's operator sees over JMX of queries that run once for each row, and in metrics. */
class PairsTest {
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
                connection,
                "create table owner as select i::bigint as id from generate_series(1, 60) i",
                "create table pet as select i::bigint as id, i::bigint as owner_id, 'pet ' || i as name"
                        + " from generate_series(1, 60) i",
                "create table tag as select i::bigint as id, i::bigint as owner_id, 'tag ' || i as tag"
                        + " from generate_series(1, 60) i",
                "create function loud(bigint) returns bigint language plpgsql volatile as 'begin return $1; end'",
                "analyze"));
    }

    private static ForkedJvm pairs(
            int jdk, TestDatabase database, OtlpReceiver receiver, String options, String... expected) {
        List<String> arguments = new ArrayList<>(List.of(database.jdbcUrl(), server.user(), server.password()));
        arguments.addAll(List.of(expected));
        return Collector.HTTP
                .tell(program(PairsMain.class, jdk, arguments.toArray(new String[0])), receiver)
                .environment("OTEL_METRIC_EXPORT_INTERVAL", "200")
                .flags(flag("prefetch.transaction-time=10s," + options))
                .start();
    }

    private static double pairs(ReceivedMetric metric, String state) {
        return metric.name().equals("covet.prefetch.pairs")
                ? metric.point(Map.of("covet.prefetch.state", state))
                        .map(ReceivedMetric.Point::value)
                        .orElse(0.0)
                : 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void pairs_areToldWithTheirStateAndWithoutValues(int jdk) {
        try (OtlpReceiver receiver = Collector.start();
                TestDatabase database = database();
                ForkedJvm jvm = pairs(
                        jdk,
                        database,
                        receiver,
                        "prefetch.except.tables=tag",
                        "select name=batches",
                        "select loud=ruled_out",
                        "select tag=switched_off",
                        "select sum=resting")) {
            assertThat(jvm.awaitExit(LIMIT)).isZero();
            assertThat(jvm.output()).contains("as expected");
            assertThat(jvm.output())
                    .anyMatch(line -> line.endsWith("the function loud is volatile"))
                    .anyMatch(line -> line.contains("covet.prefetch.except.tables names a table of it"))
                    .anyMatch(
                            line -> line.startsWith("   query: select name from pet where owner_id = ? and name <> ?"))
                    .anyMatch(line -> line.equals("   by: parameter 1 = owner.id"))
                    .noneMatch(line -> line.contains("secret"));
            receiver.awaitMetric(
                    metric -> pairs(metric, "ruled_out") == 1 && pairs(metric, "switched_off") == 1, LIMIT);
            assertThat(jvm.errors()).noneMatch(line -> line.contains("COVET-2") || line.contains("COVET-10"));
        }
    }

    @Test
    void observing_isSaidOfAllThatCouldBeFetched() {
        try (OtlpReceiver receiver = Collector.start();
                TestDatabase database = database();
                ForkedJvm jvm = pairs(17, database, receiver, "prefetch.mode=observe", "select name=switched_off")) {
            assertThat(jvm.awaitExit(LIMIT)).isZero();
            assertThat(jvm.output())
                    .contains("as expected")
                    .anyMatch(line -> line.contains("switched_off, because covet.prefetch.mode is observe"));
            assertThat(jvm.errors())
                    .anyMatch(line -> line.contains("COVET-4101")
                            && line.contains("sends no batches, because covet.prefetch.mode is observe."));
        }
    }
}

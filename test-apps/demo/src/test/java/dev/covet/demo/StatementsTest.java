package dev.covet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.otlp.Origin;
import dev.covet.fixtures.otlp.ReceivedMetric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementsTest {
    private static final Origin ORIGIN = new Origin(Map.of(), "covet", "", "");

    /** The latest counts. */
    private static final List<ReceivedMetric> METRICS = List.of(
            counter("covet.cache.queries", Map.of("covet.result", "hit"), 1, 1),
            counter("covet.cache.queries", Map.of("covet.result", "hit"), 150, 50),
            counter("another", Map.of(), 7),
            counter("covet.cache.saved", Map.of(), 1.25));

    private static final List<String> SAID = List.of(
            "statements             6.0 a request; now prefetching is switched on",
            "statements             6.0 a request at first, 2.0 now: prefetching; Covet's own: 2 a second",
            "statements             6.0 a request at first, 2.0 now: prefetching; Covet's own: 2 a second",
            "statements             now the cache is switched on",
            "statements             6.0 a request at first, 1.0 now: also the cache; Covet's own: 2 a second",
            "cache                  75 % of 200 queries answered from the cache, 1.25 s of database time saved",
            "statements             6.0 a request at first, 1.0 now: also the cache; Covet's own: 2 a second",
            "cache                  75 % of 200 queries answered from the cache, 1.25 s of database time saved",
            "statements             now reads go to the standby, and the cache is switched off",
            "statements             6.0 a request at first, 4.0 now: also a standby; Covet's own: 2 a second",
            "reads                  75 % of 40 at the standby, 0 ms behind; the others at the primary",
            "statements             are not counted any more: that was done at the old primary");

    @Test
    void reportsOfTheLoad_switchOneThingAfterTheOtherOn_andCompare(@TempDir Path folder) throws Exception {
        AgentFile file = new AgentFile(folder.resolve("covet.yaml"));
        List<String> said = new ArrayList<>();
        AtomicInteger moved = new AtomicInteger();
        try (Servers servers = Servers.start(0)) {
            file.write(AgentFile.Step.WATCH);
            try (Statements statements = new Statements(
                            servers, file, said::add, new CacheFigures(() -> METRICS), moved::incrementAndGet);
                    Connection atPrimary = servers.connectToPrimary(PetshopDatabase.NAME);
                    Connection atStandby = servers.connectToStandby(PetshopDatabase.NAME)) {
                statements.said("not a report");
                for (int interval = 1; interval <= 11; interval++) {
                    assertThat(Files.readString(file.path()))
                            .isEqualTo("prefetch:\n  mode: " + (interval <= 3 ? "observe" : "on") + "\ncache:\n  mode: "
                                    + (interval <= 6 || interval > 9 ? "observe" : "on") + "\nroute:\n  mode: "
                                    + (interval <= 9 ? "observe" : "on") + "\n");
                    read(atPrimary, "select 1", interval <= 3 ? 60 : interval <= 6 ? 20 : 10);
                    read(atStandby, "select 1", interval <= 9 ? 0 : 30);
                    read(atPrimary, "select pg_backend_pid()", 20);
                    Sql.execute(atPrimary, "set application_name = 'not counted'");
                    statements.said("   " + interval * 10 + " s: 10 requests, 1.0/s, 0 errors");
                }
                assertThat(moved).hasValue(1);
                servers.kill();
                statements.said("  120 s: 10 requests, 1.0/s, 0 errors");
                statements.said("  130 s: 10 requests, 1.0/s, 0 errors");
            }
        }
        assertThat(said)
                .map(line -> line.replaceFirst("[0-9.]+ ms behind", "0 ms behind"))
                .isEqualTo(SAID);
    }

    private static void read(Connection connection, String sql, int times) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < times; i++) {
                statement.executeQuery(sql).close();
            }
        }
    }

    @Test
    void cache_ofWhichNothingIsTold_saysNothing() {
        assertThat(new CacheFigures(List::of).told()).isEmpty();
    }

    private static ReceivedMetric counter(String name, Map<String, Object> attributes, double... values) {
        List<ReceivedMetric.Point> points = new ArrayList<>();
        for (double value : values) {
            Map<String, Object> told = points.isEmpty() ? attributes : Map.of("covet.result", "miss");
            points.add(new ReceivedMetric.Point(told, 0, 1, value, 0, List.of(), List.of(), List.of()));
        }
        return new ReceivedMetric(
                name, "", "", ReceivedMetric.Type.COUNTER, ReceivedMetric.Temporality.CUMULATIVE, points, ORIGIN);
    }
}

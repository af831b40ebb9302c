package dev.covet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.otlp.Origin;
import dev.covet.fixtures.otlp.ReceivedMetric;
import dev.covet.fixtures.postgres.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    @Test
    void reportsOfTheLoad_switchPrefetchingAndTheCacheOn_andCompare(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("covet.yaml");
        List<String> said = new ArrayList<>();
        try (PostgresServer server = PostgresServer.start()) {
            PetshopDatabase.create(server);
            Statements.observe(file);
            try (Statements statements = new Statements(server, file, said::add, new CacheFigures(() -> METRICS));
                    Connection shop = DriverManager.getConnection(
                            server.jdbcUrl(PetshopDatabase.NAME), PetshopDatabase.USER, PetshopDatabase.PASSWORD);
                    Statement statement = shop.createStatement()) {
                statements.said("not a report");
                for (int interval = 1; interval <= 8; interval++) {
                    assertThat(Files.readString(file))
                            .isEqualTo("prefetch:\n  mode: " + (interval <= 3 ? "observe" : "on") + "\ncache:\n  mode: "
                                    + (interval <= 6 ? "observe" : "on") + "\n");
                    for (int i = 0; i < (interval <= 3 ? 60 : interval <= 6 ? 20 : 10); i++) {
                        statement.executeQuery("select 1").close();
                    }
                    statement.execute("set application_name = 'not counted'");
                    statements.said("   " + interval * 10 + " s: 10 requests, 1.0/s, 0 errors");
                }
            }
        }
        assertThat(said)
                .containsExactly(
                        "statements             6.0 for each request; now prefetching is switched on in " + file,
                        "statements             6.0 for each request before, 2.0 now: prefetching is on",
                        "statements             6.0 for each request before, 2.0 now: prefetching is on",
                        "statements             now the cache is switched on in " + file,
                        "statements             6.0 for each request before, 1.0 now: prefetching and the cache are on",
                        "cache                  75 % of 200 queries answered from the cache, 1.25 s of the database's time"
                                + " saved");
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

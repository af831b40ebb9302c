package dev.covet.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The two forms of a report, to the letter. */
class LoadReportTest {

    @Test
    void toText_kindsOfDifferentWidth_areAligned() {
        assertThat(report(0, 0).toText()).isEqualTo("""
                        shop.workload against http://localhost:8080, seed 7
                        closed loop
                        measured 2.0 s after 1.0 s of warm-up, ended by time, 5 requests sent

                        request                count  per s  errors  p50 ms  p90 ms  p99 ms  p99.9 ms  max ms
                        GET /a                     2    1.0       0   1.500   20.02   20.02     20.02   20.02
                        POST /orders/{1..500}      2    1.0       1   0.250    3000    3000      3000    3000
                        total                      4    2.0       1   1.500    3000    3000      3000    3000

                        errors (25.00 % of all requests)
                               1  POST /orders/{1..500}: status 500
                        """);
    }

    @Test
    void toText_targetBehindOrStopped_saysSo() {
        assertThat(report(12, 3).toText())
                .contains(
                        "the target did not keep up: 12 requests were due and never sent; true latencies are higher\\n"
                                .replace("\\n", "\n"))
                .contains("3 requests were under way at the stop and are not recorded\n");
    }

    @Test
    void toText_nothingRecorded_saysSo() {
        Statistics statistics = new Statistics(List.of("GET /a"));
        assertThat(report(statistics, 0, 0).toText()).contains("nothing was recorded\n");
    }

    @Test
    void toJson_allFacts_areThere() {
        assertThat(report(12, 3).toJson()).isEqualTo("""
                        {
                          "target": "http://localhost:8080",
                          "workload": "shop.workload",
                          "pace": "closed loop",
                          "seed": 7,
                          "warmUpSeconds": 1,
                          "measuredSeconds": 2,
                          "ending": "time",
                          "sent": 5,
                          "unsent": 12,
                          "abandoned": 3,
                          "total": {"request": "total", "requests": 4, "perSecond": 2, "errors": 1, "errorShare": 0.25, "errorsByCause": {"status 500": 1}, "latencyMillis": {"p50": 1.5, "p90": 3000.319, "p99": 3000.319, "p99.9": 3000.319, "max": 3000.319}},
                          "kinds": [
                            {"request": "GET /a", "requests": 2, "perSecond": 1, "errors": 0, "errorShare": 0, "errorsByCause": {}, "latencyMillis": {"p50": 1.5, "p90": 20.015, "p99": 20.015, "p99.9": 20.015, "max": 20.015}},
                            {"request": "POST /orders/{1..500}", "requests": 2, "perSecond": 1, "errors": 1, "errorShare": 0.5, "errorsByCause": {"status 500": 1}, "latencyMillis": {"p50": 0.25, "p90": 3000.319, "p99": 3000.319, "p99.9": 3000.319, "max": 3000.319}}
                          ]
                        }
                        """);
    }

    @Test
    void toJson_quotesInAName_areEscaped() {
        KindReport total = new KindReport("a \"b\" \\ \n", 0, 0, Map.of(), new LatencyMillis(0, 0, 0, 0, 0));
        LoadReport report = new LoadReport(
                URI.create("http://localhost"),
                "w",
                "p",
                1,
                Duration.ZERO,
                Duration.ZERO,
                Ending.COUNT,
                0,
                0,
                0,
                total,
                List.of());
        assertThat(report.toJson()).contains("\"request\": \"a \\\"b\\\" \\\\ \\u000a\"");
    }

    @Test
    void errors_tooManyCauses_areCountedTogether() {
        Statistics statistics = new Statistics(List.of("GET /a"));
        for (int i = 0; i < 30; i++) {
            statistics.add(0, 1_000, "cause " + i, true);
        }
        KindReport total = statistics.totals(Duration.ofSeconds(1)).total();
        assertThat(total.errors()).hasSize(21).containsEntry("other", 10L);
        assertThat(total.errorCount()).isEqualTo(30);
    }

    @Test
    void nextInterval_asked_beginsANewOne() {
        Statistics statistics = new Statistics(List.of("GET /a"));
        statistics.add(0, 2_000_000, null, false);
        assertThat(statistics.nextInterval(Duration.ofSeconds(2)).requests()).isEqualTo(1);
        statistics.add(0, 2_000_000, "timeout", true);
        LoadProgress progress =
                new LoadProgress(Duration.ofSeconds(4), false, statistics.nextInterval(Duration.ofSeconds(2)));
        assertThat(progress)
                .hasToString("   4 s: 1 requests, 0.5/s, 1 errors, p50 2.000 ms, p99 2.000 ms, max 2.000 ms");
    }

    private static LoadReport report(long unsent, long abandoned) {
        Statistics statistics = new Statistics(List.of("GET /a", "POST /orders/{1..500}"));
        statistics.add(0, 900_000_000, null, false);
        statistics.add(0, 1_500_000, null, true);
        statistics.add(0, 20_000_000, null, true);
        statistics.add(1, 250_000, null, true);
        statistics.add(1, 3_000_000_000L, "status 500", true);
        return report(statistics, unsent, abandoned);
    }

    private static LoadReport report(Statistics statistics, long unsent, long abandoned) {
        Statistics.Totals totals = statistics.totals(Duration.ofSeconds(2));
        return new LoadReport(
                URI.create("http://localhost:8080"),
                "shop.workload",
                "closed loop",
                7,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Ending.TIME,
                totals.sent(),
                unsent,
                abandoned,
                totals.total(),
                totals.kinds());
    }
}

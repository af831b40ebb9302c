package dev.covet.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.load.report.LoadReport;
import dev.covet.load.workload.Workload;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The example of the README. */
class ExampleTest {

    @Test
    void asALibrary() throws Exception {
        try (TestServer server = TestServer.answering(200)) {
            int port = server.address().getPort();
            LoadSettings settings = LoadSettings.of(URI.create("http://localhost:" + port))
                    .workload(Workload.parse("mine", "1 GET /health"))
                    .pace(new Pace.Open(200, 64))
                    .duration(Duration.ofSeconds(30))
                    .warmUp(Duration.ZERO)
                    .maxRequests(20)
                    .build();
            LoadReport report = new LoadRun(settings).run();
            double p99 = report.total().latency().p99();
            assertThat(p99).isPositive();
            assertThat(report.total().requests()).isBetween(1L, 20L);
        }
    }
}

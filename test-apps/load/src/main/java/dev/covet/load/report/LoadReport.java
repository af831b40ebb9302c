package dev.covet.load.report;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What a run did and found.
 *
 * @param pace how requests were sent, in words
 * @param warmUp how long requests were sent without being recorded
 * @param measured how long requests were recorded
 * @param sent all requests that were sent, those of the warm-up too
 * @param unsent requests of an open loop that were due and never sent, as all threads waited for answers: the target
 *     was slower than the latencies say
 * @param abandoned requests that were under way when somebody stopped the run; they are not recorded
 * @param total all kinds together
 */
public record LoadReport(
        URI target,
        String workload,
        String pace,
        long seed,
        Duration warmUp,
        Duration measured,
        Ending ending,
        long sent,
        long unsent,
        long abandoned,
        KindReport total,
        List<KindReport> kinds) {
    public LoadReport {
        kinds = List.copyOf(kinds);
    }

    public String toText() {
        return new ReportText(this).render();
    }

    public String toJson() {
        return new ReportJson().render(this);
    }
}

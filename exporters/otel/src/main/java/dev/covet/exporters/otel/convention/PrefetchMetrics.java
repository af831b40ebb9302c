package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.signal.FindingSignal;
import dev.covet.optimizer.engine.signal.PrefetchSignal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Map;
import java.util.function.Supplier;

/** What became of prefetched rows, by the pair of queries. */
public final class PrefetchMetrics {
    private final LongCounter keys;
    private final LongCounter findings;
    private final Summaries summaries;

    /**
     * Of one meter.
     *
     * @param most how many queries get series of their own
     * @param pairs how many there are in each state, asked when metrics are read
     */
    public PrefetchMetrics(Meter meter, int most, Supplier<Map<String, Integer>> pairs) {
        this.summaries = new Summaries(most);
        keys = meter.counterBuilder("covet.prefetch.keys")
                .setUnit("{key}")
                .setDescription("Executions that batches stood for, by what became of them.")
                .build();
        findings = meter.counterBuilder("covet.findings")
                .setUnit("{finding}")
                .setDescription("Queries that were repeated within a request or task.")
                .build();
        meter.upDownCounterBuilder("covet.prefetch.pairs")
                .setUnit("{pair}")
                .setDescription("Pairs of queries, one run once for each row of the other, by what becomes of them.")
                .buildWithCallback(measurement -> pairs.get()
                        .forEach((state, count) ->
                                measurement.record(count, Attributes.of(Keys.PREFETCH_STATE, state))));
    }

    public void record(PrefetchSignal signal) {
        Attributes pair = Attributes.of(
                Keys.OUTER_SUMMARY, summaries.limited(signal.outer().summary()),
                Keys.DB_QUERY_SUMMARY, summaries.limited(signal.inner().summary()));
        add(pair, "used", signal.used());
        add(pair, "wasted", signal.fetched() - signal.used());
    }

    public void record(FindingSignal finding) {
        findings.add(1, Attributes.of(FindingEvents.KIND, FindingEvents.kind(finding)));
    }

    private void add(Attributes pair, String result, int count) {
        if (count > 0) {
            keys.add(count, pair.toBuilder().put(Keys.RESULT, result).build());
        }
    }
}

package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.signal.CacheViolationSignal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;

/** What the cache did for queries whose answers it may keep. */
public final class CacheMetrics {
    private static final double SECOND = 1e9;

    private final LongCounter queries;
    private final DoubleCounter saved;
    private final DoubleCounter wouldSave;
    private final LongCounter violations;
    private final Summaries summaries;

    /**
     * Of one meter.
     *
     * @param most how many queries get series of their own
     */
    public CacheMetrics(Meter meter, int most) {
        this.summaries = new Summaries(most);
        queries = meter.counterBuilder("covet.cache.queries")
                .setUnit("{query}")
                .setDescription("Queries by what the cache did: hit, miss, or why it was not asked.")
                .build();
        saved = meter.counterBuilder("covet.cache.saved")
                .ofDoubles()
                .setUnit("s")
                .setDescription("What the database took for answers that were given again, each time they were.")
                .build();
        wouldSave = meter.counterBuilder("covet.cache.would_save")
                .ofDoubles()
                .setUnit("s")
                .setDescription("What the database took for answers that could have been given again.")
                .build();
        violations = meter.counterBuilder("covet.cache.violations")
                .setUnit("{answer}")
                .setDescription("Answers that were proven wrong. Of their database nothing is answered any more.")
                .build();
    }

    public void record(CacheViolationSignal violation) {
        violations.add(
                1,
                Attributes.of(
                        Keys.DB_QUERY_SUMMARY,
                        summaries.limited(violation.query().summary())));
    }

    public void record(StatementCall call) {
        if (call.cached().isEmpty()) {
            return;
        }
        Attributes query = Attributes.of(
                Keys.DB_QUERY_SUMMARY, summaries.limited(call.text().summary()));
        queries.add(1, query.toBuilder().put(Keys.RESULT, call.cached()).build());
        if (call.savedNanos() > 0) {
            (call.served() ? saved : wouldSave).add(call.savedNanos() / SECOND, query);
        }
    }
}

package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.signal.CacheSizeSignal;
import dev.covet.optimizer.engine.signal.CacheViolationSignal;
import dev.covet.optimizer.engine.signal.CommitsSeenSignal;
import dev.covet.optimizer.engine.signal.RelayStandingSignal;
import dev.covet.optimizer.engine.signal.RelayedCommitsSignal;
import dev.covet.optimizer.engine.signal.Signal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongGauge;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;

/** What the cache did for queries whose answers it may keep. */
public final class CacheMetrics {
    private static final double SECOND = 1e9;

    private final LongCounter queries;
    private final DoubleCounter saved;
    private final DoubleCounter wouldSave;
    private final LongCounter violations;
    private final DoubleHistogram lag;
    private final LongGauge size;
    private final LongGauge relayDatabases;
    private final LongCounter relayCommits;
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
        lag = meter.histogramBuilder("covet.cache.lag")
                .setUnit("s")
                .setDescription(
                        "How long answers were held back by a commit that was told of and not seen by everybody yet.")
                .setExplicitBucketBoundariesAdvice(
                        List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0))
                .build();
        size = meter.gaugeBuilder("covet.cache.size")
                .ofLongs()
                .setUnit("By")
                .setDescription("The heap that kept answers take, by estimate.")
                .build();
        relayDatabases = relayDatabases(meter);
        relayCommits = relayCommits(meter);
    }

    private static LongGauge relayDatabases(Meter meter) {
        return meter.gaugeBuilder("covet.cache.relay.databases")
                .ofLongs()
                .setUnit("{database}")
                .setDescription("Databases by how this JVM is told of their changes: it leads, follows, or is apart.")
                .build();
    }

    private static LongCounter relayCommits(Meter meter) {
        return meter.counterBuilder("covet.cache.relay.commits")
                .setUnit("{commit}")
                .setDescription("Commits that this JVM has handed on to others, or taken over from another one.")
                .build();
    }

    /** Returns whether the signal is one of the cache's own. */
    public boolean record(Signal signal) {
        if (signal instanceof CommitsSeenSignal seen) {
            lag.record(seen.nanos() / SECOND);
        } else if (signal instanceof CacheSizeSignal present) {
            size.set(present.bytes());
        } else if (signal instanceof CacheViolationSignal violation) {
            violated(violation);
        } else if (signal instanceof RelayStandingSignal standing) {
            stands(standing);
        } else if (signal instanceof RelayedCommitsSignal relayed) {
            String result = relayed.handedOn() ? "handed on" : "taken over";
            relayCommits.add(relayed.commits(), Attributes.of(Keys.RESULT, result));
        } else {
            return false;
        }
        return true;
    }

    private void stands(RelayStandingSignal standing) {
        relayDatabases.set(standing.leads(), Attributes.of(Keys.RELAY_ROLE, "leads"));
        relayDatabases.set(standing.follows(), Attributes.of(Keys.RELAY_ROLE, "follows"));
        relayDatabases.set(standing.apart(), Attributes.of(Keys.RELAY_ROLE, "apart"));
    }

    private void violated(CacheViolationSignal violation) {
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

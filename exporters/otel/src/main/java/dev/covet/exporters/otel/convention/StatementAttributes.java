package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.StatementCall;
import io.opentelemetry.api.common.AttributeKey;
import org.jspecify.annotations.Nullable;

/** The attributes of one execution: those of its statement and those of its own. */
public final class StatementAttributes {
    private static final double NANOS = 1e9;
    private static final int MOST_PARAMETERS = 100;

    private final Limits limits;
    private final @Nullable ParameterText parameters;

    public StatementAttributes(ExportSettings settings, Limits limits) {
        this.limits = limits;
        this.parameters = settings.parameters() ? new ParameterText(settings.redaction()) : null;
    }

    public SpanAttributes of(StatementCall call, StatementFacts facts) {
        SpanAttributes attributes = new SpanAttributes(facts.span(), facts.total(), limits, 2);
        if (call.rows() >= 0) {
            attributes.add(Keys.DB_ROWS, call.rows());
        }
        if (call.updateCount() >= 0) {
            attributes.add(Keys.UPDATED_ROWS, call.updateCount());
        }
        if (StatementFacts.isBatch(call)) {
            attributes.add(Keys.DB_BATCH_SIZE, (long) call.batchSize());
        }
        if (call.fetchNanos() > 0) {
            attributes.add(Keys.FETCH_DURATION, call.fetchNanos() / NANOS);
        }
        if (call.lost() != null) {
            attributes.add(Keys.RETRIED, true);
        }
        Throwable failure = call.failure();
        if (failure != null) {
            String code = Failures.statusCode(failure, call.session().facts().system());
            if (code != null) {
                attributes.add(Keys.DB_STATUS, code);
            }
            attributes.add(Keys.ERROR_TYPE, Failures.type(failure, code));
            if (Failures.isRefusal(failure)) {
                attributes.add(Keys.REJECTED, true);
            }
        }
        bound(call, attributes);
        return attributes;
    }

    private void bound(StatementCall call, SpanAttributes attributes) {
        Parameters bound = call.parameters();
        if (bound == null || parameters == null || call.batchSize() >= 0) {
            return;
        }
        for (int i = 0; i < Math.min(bound.count(), MOST_PARAMETERS); i++) {
            attributes.add(AttributeKey.stringKey("db.query.parameter." + i), parameters.of(bound.get(i + 1)));
        }
    }
}

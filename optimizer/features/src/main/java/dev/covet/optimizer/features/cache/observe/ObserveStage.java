package dev.covet.optimizer.features.cache.observe;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Query;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.StatementKind;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Reckons which queries could have been answered with rows that the database had given before. */
public final class ObserveStage implements Stage {
    private final Ghosts ghosts = new Ghosts();
    private final Function<StatementCall, String> reason;
    private final Function<Query, Forecast> forecasts;
    private final BiConsumer<SqlText, Forecast> paying;

    /**
     * One that remembers nothing yet.
     *
     * @param reason why the cache would not be asked for a call, by one word; empty if it would
     * @param forecasts where that of a query is kept
     * @param paying is told, once, of each query whose answers should be kept
     */
    public ObserveStage(
            Function<StatementCall, String> reason,
            Function<Query, Forecast> forecasts,
            BiConsumer<SqlText, Forecast> paying) {
        this.reason = reason;
        this.forecasts = forecasts;
        this.paying = paying;
    }

    @Override
    public String feature() {
        return "cache";
    }

    @Override
    public void exit(StatementCall call) {
        SqlText text = call.text();
        if (text.kind() != StatementKind.SELECT) {
            if (text.mayWrite()) {
                ghosts.changed(text);
            }
        } else if (!call.ours() && !call.served() && call.failure() == null) {
            asked(call, text);
        }
    }

    private void asked(StatementCall call, SqlText text) {
        String against = reason.apply(call);
        BoundKey values = against.isEmpty() ? call.values() : null;
        if (values == null) {
            call.cached(against.isEmpty() ? "values" : against);
            return;
        }
        long nanos = call.endNanos() - call.startNanos();
        boolean again =
                ghosts.seen(text, values.hashCode(), call.session().facts().hashCode());
        call.cached(again ? "would hit" : "would miss");
        if (again) {
            call.saves(nanos);
        }
        Forecast forecast = forecasts.apply(Query.of(text, call.session().facts()));
        if (forecast.asked(again, nanos)) {
            paying.accept(text, forecast);
        }
    }
}

package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.engine.Query;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.features.cache.observe.Forecast;
import dev.covet.optimizer.features.cache.observe.ObserveStage;
import dev.covet.optimizer.features.cache.rules.CacheRules;
import dev.covet.optimizer.sql.SqlText;
import java.util.function.BiConsumer;

/** The stage that only reckons what {@link CacheStage} would save. */
public final class Observing {
    private Observing() {}

    /**
     * A new one.
     *
     * @param paying is told, once, of each query whose answers should be kept
     */
    public static Stage stage(CacheSettings settings, BiConsumer<SqlText, Forecast> paying) {
        CacheRules rules = settings.readRules();
        return new ObserveStage(call -> reason(call, rules), Observing::forecast, paying);
    }

    private static Forecast forecast(Query query) {
        return plan(query).forecast();
    }

    private static Plan plan(Query query) {
        return (Plan) query.ofCache(Plan::new);
    }

    private static String reason(StatementCall call, CacheRules rules) {
        Plan plan = Plan.of(call.text(), call.session().facts());
        if (plan.mayWrite() || !plan.reasons().isEmpty() || plan.isFleeting()) {
            return "text";
        }
        return rules.wish(plan.wish(rules), call).off() ? "excepted" : Circumstances.reason(call.session());
    }
}

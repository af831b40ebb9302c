package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.features.cache.rules.CacheRules;
import dev.covet.optimizer.features.cache.store.Keeping;
import dev.covet.optimizer.features.cache.store.Store;
import dev.covet.optimizer.features.cache.unit.Hold;
import dev.covet.optimizer.features.cache.unit.UnitStage;
import org.jspecify.annotations.Nullable;

/** The stage for {@link CacheSettings.Level#TRANSACTION}. */
public final class WithinUnits {
    private WithinUnits() {}

    public static UnitStage stage(CacheSettings settings) {
        return stage(settings, Hold::new);
    }

    /** With another idea of how long answers hold. */
    public static UnitStage stage(CacheSettings settings, Hold.Maker maker) {
        CacheRules rules = settings.readRules();
        UnitStage.Limits limits = new UnitStage.Limits(
                settings.staleness(),
                Store.bytes(settings.mostBytes()),
                new Keeping(settings.mostRows(), settings.mostResultBytes()),
                call -> isExcepted(call, rules));
        return new UnitStage(call -> Plan.of(call.text(), call.session().facts()), WithinUnits::values, limits, maker);
    }

    private static boolean isExcepted(StatementCall call, CacheRules rules) {
        Plan plan = Plan.of(call.text(), call.session().facts());
        return rules.wish(plan.wish(rules), call).off();
    }

    private static @Nullable BoundKey values(StatementCall call) {
        BoundKey bound = call.values();
        return bound == null || Moving.isIn(bound) ? null : bound;
    }
}

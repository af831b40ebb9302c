package dev.covet.agent.tooling.runtime;

import dev.covet.optimizer.features.breaker.BreakerKeys;
import dev.covet.optimizer.features.cache.CacheKeys;
import dev.covet.optimizer.features.cache.shared.SharedKeys;
import dev.covet.optimizer.features.health.HealthKeys;
import dev.covet.optimizer.features.prefetch.PrefetchKeys;
import dev.covet.optimizer.features.route.RouteKeys;
import dev.covet.optimizer.features.trace.TraceKeys;
import dev.covet.optimizer.settings.SettingCatalogue;
import dev.covet.optimizer.settings.SettingKey;
import java.util.ArrayList;
import java.util.List;

/** All settings that the agent knows, from the features that own them. */
public final class AgentKeys {
    static final SettingKey<Boolean> JMX = SettingKey.flag(
                    "covet.jmx",
                    true,
                    "Whether the MBeans covet:type=Control, covet:type=Prefetch, covet:type=Cache and covet:type=Pools are"
                            + " registered, as soon as JMX is used.")
            .fixed();

    private AgentKeys() {}

    public static SettingCatalogue catalogue() {
        List<SettingKey<?>> keys = new ArrayList<>(TraceKeys.all());
        keys.addAll(PrefetchKeys.all());
        keys.addAll(CacheKeys.all());
        keys.addAll(SharedKeys.all());
        keys.addAll(RouteKeys.all());
        keys.addAll(HealthKeys.all());
        keys.addAll(BreakerKeys.all());
        keys.add(JMX);
        return SettingCatalogue.of(keys);
    }
}

package dev.covet.agent.tooling.runtime;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.settings.SettingProblem;
import dev.covet.optimizer.settings.SettingsWatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a running Covet knows of queries that are repeated for each row, over JMX.
 *
 * <p>Nothing here may be touched before somebody uses JMX: the class alone loads parts of it.
 */
public final class Prefetch implements PrefetchMBean {
    private static final String NAME = "covet:type=Prefetch";
    private static final int MOST = 100;

    private final SettingsWatch watch;
    private final Supplier<@Nullable Engine> engine;

    /** The engine is null as long as nobody has opened a connection. */
    Prefetch(SettingsWatch watch, Supplier<@Nullable Engine> engine) {
        this.watch = watch;
        this.engine = engine;
    }

    /** Registers with the server of the platform; what prevented it, if anything. Starts JMX if nobody has. */
    @Nullable SettingProblem register() {
        return Beans.register(this, NAME, "why queries are not prefetched");
    }

    @Override
    public String pairs() {
        return pairs(MOST);
    }

    @Override
    public String pairs(int most) {
        Engine running = engine.get();
        return running == null
                ? "No connection was opened yet.\n"
                : KnownPairs.report(watch.settings(), running).text(most);
    }
}

package dev.covet.agent.tooling.runtime;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.features.cache.Reporting;
import dev.covet.optimizer.features.cache.report.ReportStage;
import dev.covet.optimizer.settings.SettingProblem;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a running Covet knows of queries whose answers could be kept, over JMX.
 *
 * <p>Nothing here may be touched before somebody uses JMX: the class alone loads parts of it.
 */
public final class Cache implements CacheMBean {
    private static final String NAME = "covet:type=Cache";
    private static final int MOST = 100;

    private final Supplier<@Nullable Engine> engine;
    private final Supplier<@Nullable ReportStage> report;

    /** The engine is null as long as nobody has opened a connection, the report as long as there is no cache. */
    Cache(Supplier<@Nullable Engine> engine, Supplier<@Nullable ReportStage> report) {
        this.engine = engine;
        this.report = report;
    }

    /** Registers with the server of the platform; what prevented it, if anything. Starts JMX if nobody has. */
    @Nullable SettingProblem register() {
        return Beans.register(this, NAME, "why queries are not answered from the cache");
    }

    @Override
    public String queries() {
        return queries(MOST);
    }

    @Override
    public String queries(int most) {
        Engine running = engine.get();
        ReportStage counted = report.get();
        if (running == null) {
            return "No connection was opened yet.\n";
        }
        return counted == null
                ? "The cache is off. Set covet.cache.mode to observe or on.\n"
                : Reporting.report(running.texts(), counted).text(most);
    }
}

package dev.covet.agent.tooling.runtime;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import dev.covet.exporters.otel.ServiceName;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.SentText;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.breaker.BreakerKeys;
import dev.covet.optimizer.features.cache.CacheKeys;
import dev.covet.optimizer.features.cache.report.ReportStage;
import dev.covet.optimizer.features.cache.unit.UnitStage;
import dev.covet.optimizer.features.health.HealthKeys;
import dev.covet.optimizer.features.prefetch.PrefetchKeys;
import dev.covet.optimizer.features.prefetch.PrefetchSettings;
import dev.covet.optimizer.features.prefetch.PrefetchStage;
import dev.covet.optimizer.features.prefetch.unit.MemoryLimit;
import dev.covet.optimizer.features.route.RouteKeys;
import dev.covet.optimizer.features.route.RouteSettings;
import dev.covet.optimizer.features.trace.SqlComment;
import dev.covet.optimizer.features.trace.SqlComments;
import dev.covet.optimizer.features.trace.TraceKeys;
import dev.covet.optimizer.features.trace.TraceSettings;
import dev.covet.optimizer.features.trace.TraceStage;
import dev.covet.optimizer.settings.Control;
import dev.covet.optimizer.settings.GeneralKeys;
import dev.covet.optimizer.settings.SettingProblem;
import dev.covet.optimizer.settings.Settings;
import dev.covet.optimizer.settings.SettingsListener;
import dev.covet.optimizer.settings.SettingsWatch;
import dev.covet.optimizer.sql.SqlTextCache;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The features that the settings ask for, and the engine they share. */
final class AgentRuntime {
    /** Signals that may wait; each holds about 300 bytes, so this is some 2.5 MB, and docs/memory.md says what at most. */
    private static final int SIGNALS = 8_192;

    private final AgentLog log;
    private final AgentParts parts;
    private final SettingsWatch watch;
    private final MemoryLimit prefetched = new MemoryLimit();
    private final Caching caching;
    private final Routing routing;
    private final PoolHealth poolHealth;
    private final Breaking breaking;
    private final AtomicBoolean registered = new AtomicBoolean();
    private volatile @Nullable Engine engine;

    /** The points are switched off and on with the agent. */
    AgentRuntime(AgentLog log, SettingsWatch watch, AgentParts parts) {
        this.log = log;
        this.caching = new Caching(log);
        this.routing = new Routing(log, parts);
        this.poolHealth = new PoolHealth(parts.pools());
        this.breaking = new Breaking(log, parts.nodes());
        this.parts = parts;
        this.watch = watch;
        apply(watch.settings());
        watch.settings().problems().forEach(problem -> log.warn(problem.toString()));
        watch.listen(this::updated);
    }

    /** Makes the engine. To be called once. */
    Engine start() {
        SelfProtection protection = parts.protection();
        SignalBus bus =
                new SignalBus(SIGNALS, error -> protection.guard("export").failed(error));
        Engine made = new Engine(new SqlTextCache(), bus, protection, System::nanoTime);
        made.nodes(parts.nodes());
        parts.nodes()
                .relocations()
                .leaving(server -> parts.pools()
                        .leave(server, error -> protection.guard("route").failed(error)));
        // Until the clients of other services are followed.
        made.deaf(() -> true);
        made.pairs(() -> KnownPairs.report(watch.settings(), made).byState());
        Tracing.start(made, watch.settings(), log, parts);
        configure(made, watch.settings());
        bus.add(new FindingLog(log::info, log::warn));
        bus.add(new PoolFindingLog(log::info, log::warn));
        if (!made.tracedByOthers()) {
            parts.entries().listener(new EntryTraces(made));
            parts.pools().add(new PoolSignals(made, parts.pools()));
        }
        engine = made;
        return made;
    }

    /** To be called when the application, or somebody who looks at it, has started JMX. Registers once. */
    void registerControl() {
        if (watch.settings().get(AgentKeys.JMX) && registered.compareAndSet(false, true)) {
            warn(Control.register(watch));
            warn(new Prefetch(watch, () -> engine).register());
            warn(new Cache(() -> engine, caching::report).register());
            warn(new LivePools(poolHealth).register());
        }
    }

    private void warn(@Nullable SettingProblem problem) {
        if (problem != null) {
            log.warn(problem.toString());
        }
    }

    private void updated(SettingsListener.Update update) {
        update.newProblems().forEach(problem -> log.warn(problem.toString()));
        update.changes().forEach(change -> log.info("Setting changed: " + change));
        apply(update.settings());
    }

    private void apply(Settings settings) {
        log.level(LogLevel.valueOf(settings.get(GeneralKeys.LOG_LEVEL).name()));
        if (parts.protection().enable(settings.enabled())) {
            log.info(
                    settings.enabled()
                            ? "COVET-2012 Covet was switched on."
                            : "COVET-2011 Covet was switched off. The application runs as without it.");
        }
        parts.protection().reset();
        Engine running = engine;
        if (running != null) {
            configure(running, settings);
        }
    }

    private void configure(Engine engine, Settings settings) {
        TraceSettings trace = TraceKeys.of(settings);
        PrefetchSettings prefetch = PrefetchKeys.of(settings);
        boolean prefetches = settings.enabled() && prefetch.mode() != PrefetchSettings.Mode.OFF;
        Map<StageOrder, Stage> stages = new EnumMap<>(StageOrder.class);
        if (settings.enabled() && trace.mode() == TraceSettings.Mode.ON) {
            stages.put(StageOrder.TRACE, new TraceStage());
        }
        Stage health = poolHealth.stage(settings.enabled(), HealthKeys.of(settings), engine);
        if (health != null) {
            stages.put(StageOrder.HEALTH, health);
        }
        if (prefetches) {
            stages.put(StageOrder.PREFETCH, new PrefetchStage(prefetch, prefetched, ThreadLocalRandom::current));
        }
        Stage cache = caching.stage(settings.enabled(), CacheKeys.of(settings));
        ReportStage report = caching.report();
        if (cache != null && report != null) {
            stages.put(StageOrder.CACHE, cache);
            stages.put(StageOrder.CACHE_REPORT, report);
        }
        Stage route = routing.stage(settings.enabled(), RouteKeys.of(settings));
        if (route != null) {
            stages.put(StageOrder.ROUTE, route);
        }
        Stage breaker = breaking.stage(engine, settings.enabled(), BreakerKeys.of(settings));
        if (breaker != null) {
            stages.put(StageOrder.BREAKER, breaker);
        }
        engine.sentText(!stages.containsKey(StageOrder.TRACE) ? SentText.AS_GIVEN : sentText(trace.sqlComment()));
        boolean prefetchHears = prefetches && settings.get(PrefetchKeys.END_AT_CALLS);
        parts.calls().followed(prefetchHears || cache instanceof UnitStage);
        engine.parametersWanted(trace.parameters() || prefetches || cache != null || route != null);
        engine.serversWanted(route != null);
        engine.lostCommitsNamed(route != null && RouteKeys.of(settings).failover() == RouteSettings.Mode.ON);
        engine.changesWanted(cache != null && Caching.isAskedFor(settings));
        engine.pipeline(Pipeline.of(stages, engine.protection()));
    }

    private static SentText sentText(TraceSettings.Comment comment) {
        if (comment == TraceSettings.Comment.OFF) {
            return SentText.AS_GIVEN;
        }
        String service = ServiceName.configured(OpenTelemetrySetting::of);
        return new SqlComments(
                SqlComment.staticPart(Map.of("application", service)), comment == TraceSettings.Comment.FULL);
    }
}

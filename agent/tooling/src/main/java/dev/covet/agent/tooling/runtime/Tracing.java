package dev.covet.agent.tooling.runtime;

import dev.covet.agent.tooling.adapter.Adapter;
import dev.covet.agent.tooling.adapter.AdapterLoaders;
import dev.covet.agent.tooling.adapter.EmbeddedLibrary;
import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.exporters.otel.OtelExporter;
import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.TraceSource;
import dev.covet.optimizer.engine.signal.Signal;
import dev.covet.optimizer.engine.signal.SignalSink;
import dev.covet.optimizer.settings.Settings;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where spans and metrics go: to an agent or an SDK that is there already, else to one of our own. Decided when the
 * first connection or server comes, and once more if the application makes its SDK later.
 */
final class Tracing implements SignalSink {
    private static final Adapter BRIDGE = new Adapter(
            "bridge", "dev.covet.exporters.otel.bridge.Bridge", OtherTracers.OPEN_TELEMETRY + ".api.OpenTelemetry");

    private final Engine engine;
    private final ExportSettings settings;
    private final AgentLog log;
    private final AdapterLoaders adapters;
    private final Instrumentation instrumentation;
    private volatile @Nullable SignalSink target;

    private Tracing(
            Engine engine,
            ExportSettings settings,
            AgentLog log,
            AdapterLoaders adapters,
            Instrumentation instrumentation) {
        this.engine = engine;
        this.settings = settings;
        this.log = log;
        this.adapters = adapters;
        this.instrumentation = instrumentation;
    }

    static void start(Engine engine, Settings settings, AgentLog log, AgentParts parts) {
        ApplicationTelemetry application = parts.application();
        Tracing tracing =
                new Tracing(engine, TraceExports.of(settings, log), log, parts.adapters(), parts.instrumentation());
        tracing.decide(application.sdk());
        application.whenMade(() -> tracing.join(application.sdk()));
        engine.bus().add(tracing);
    }

    private void decide(@Nullable Object sdk) {
        String other = OtherTracers.otherAgent();
        if (OtherTracers.openTelemetryAgent()) {
            joinAgent();
        } else if (sdk != null) {
            join(sdk);
        } else if (other != null) {
            engine.tracedByOthers(true);
            log.info("The agent of " + other + " traces this application, so Covet makes metrics and no spans.");
            own(Map.of("otel.traces.exporter", "none"));
        } else {
            own(Map.of());
        }
    }

    private void own(Map<String, String> properties) {
        OtelExporter exporter = new OtelExporter(engine, settings, properties, log::warn);
        engine.traceSource(exporter.traceSource());
        target = exporter;
        Thread last = new Thread(null, exporter::close, "covet-shutdown-1", 0, false);
        last.setContextClassLoader(null);
        Runtime.getRuntime().addShutdownHook(last);
    }

    /** The agent makes spans of statements at the driver, under ours. */
    private void joinAgent() {
        engine.tracedByOthers(true);
        ClassLoader own = Tracing.class.getClassLoader();
        Optional<Object> bridge = adapters.find(BRIDGE, new EmbeddedLibrary("otel-api", own), Object.class);
        log.info("The OpenTelemetry agent traces this application. Covet joins it and makes no spans of its own.");
        bridge.ifPresentOrElse(made -> open(made, null), () -> target = signal -> {});
    }

    private void join(@Nullable Object sdk) {
        if (sdk == null || OtherTracers.openTelemetryAgent()) {
            return;
        }
        Optional<Object> bridge = adapters.find(BRIDGE, sdk.getClass().getClassLoader(), Object.class);
        if (bridge.isEmpty()) {
            if (target == null) {
                own(Map.of());
            }
            return;
        }
        String library = OtherTracers.library(instrumentation);
        if (library != null) {
            log.info(
                    "The application traces its statements itself (" + library + "), so Covet makes no spans of them.");
            engine.tracedByOthers(true);
            engine.traceSource(TraceSource.NONE);
            target = signal -> {};
            return;
        }
        log.info("Covet joins the OpenTelemetry SDK of the application.");
        SignalSink former = target;
        open(bridge.get(), sdk);
        if (former instanceof OtelExporter exporter) {
            exporter.close();
        }
    }

    /** By reflection: the bridge is a class of another loader, with another copy of the settings. */
    private void open(Object bridge, @Nullable Object sdk) {
        try {
            Object[] parts = (Object[]) bridge.getClass()
                    .getMethod(
                            "open",
                            Engine.class,
                            Object.class,
                            boolean.class,
                            List.class,
                            boolean.class,
                            boolean.class,
                            int.class)
                    .invoke(
                            bridge,
                            engine,
                            sdk,
                            settings.parameters(),
                            patterns(),
                            settings.textOnMetrics(),
                            settings.transactions(),
                            settings.summaries());
            engine.traceSource((TraceSource) parts[0]);
            target = (SignalSink) parts[1];
        } catch (InvocationTargetException failure) {
            throw new IllegalStateException("The bridge to OpenTelemetry could not be opened.", failure.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<Pattern> patterns() {
        return settings.redaction();
    }

    @Override
    public void accept(Signal signal) {
        SignalSink now = target;
        if (now != null) {
            now.accept(signal);
        }
    }

    @Override
    public void idle() {
        SignalSink now = target;
        if (now != null) {
            now.idle();
        }
    }
}

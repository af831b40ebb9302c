package dev.covet.exporters.otel.bridge;

import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.TraceSource;
import dev.covet.optimizer.engine.signal.SignalSink;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where this class loader's copy of the bridge is entered. Whoever calls it sees another copy of the settings, or none,
 * so it takes them one by one and gives back types of the engine.
 */
public final class Bridge {
    /** A trace source, and a sink for signals. */
    public Object[] open(
            Engine engine,
            @Nullable Object openTelemetry,
            boolean parameters,
            List<Pattern> redaction,
            boolean textOnMetrics,
            boolean transactions,
            int summaries) {
        ExportSettings settings = new ExportSettings(parameters, redaction, textOnMetrics, transactions, summaries);
        // Without one it is an agent's: it answers for the global one in every copy of the API, and is there already.
        BridgeMode mode = openTelemetry == null ? BridgeMode.OTEL_AGENT : BridgeMode.APPLICATION_SDK;
        OpenTelemetry used = openTelemetry == null ? GlobalOpenTelemetry.get() : (OpenTelemetry) openTelemetry;
        TraceSource source = new BridgeTraceSource(used, mode, transactions);
        SignalSink sink = new BridgeExporter(engine, used, mode, settings);
        return new Object[] {source, sink};
    }
}

package dev.covet.exporters.otel;

import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.OwnThread;
import dev.covet.optimizer.engine.TraceSource;
import dev.covet.optimizer.engine.signal.Signal;
import dev.covet.optimizer.engine.signal.SignalSink;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Exports spans and metrics by an SDK of our own. The SDK is started with the first signal, on the thread of the
 * signals, so that nothing of it is loaded into an application that never uses a database.
 */
public final class OtelExporter implements SignalSink, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Engine engine;
    private final ExportSettings settings;
    private final Map<String, String> properties;
    private final Consumer<String> log;
    private final OwnTraceSource traceSource;
    private volatile @Nullable Exporting exporting;
    private volatile boolean failed;
    /** At the end: whether all that there was has been exported. */
    private volatile boolean delivered;

    /**
     * The properties are OpenTelemetry's, like otel.traces.exporter, and stronger than the environment. The log gets a
     * sentence when exports fail, and when they work again.
     */
    public OtelExporter(Engine engine, ExportSettings settings, Map<String, String> properties, Consumer<String> log) {
        this.engine = engine;
        this.settings = settings;
        this.properties = Map.copyOf(properties);
        this.log = log;
        this.traceSource = new OwnTraceSource(engine::nanoTime);
    }

    /** For {@link Engine#traceSource(TraceSource)}. */
    public TraceSource traceSource() {
        return traceSource;
    }

    @Override
    public void accept(Signal signal) {
        Exporting running = exporting;
        if (running == null && !failed) {
            running = start();
        }
        if (running != null) {
            running.accept(signal);
        }
    }

    private @Nullable Exporting start() {
        try {
            Exporting started = new Exporting(engine, settings, properties, log, traceSource);
            exporting = started;
            return started;
        } catch (RuntimeException | LinkageError wrong) {
            failed = true;
            traceSource.stopped();
            log.accept("COVET-3004 OpenTelemetry could not be started: " + wrong.getMessage()
                    + ". There will be no traces and no metrics until the application starts again. The application"
                    + " goes on as before. Correct the setting that is named, or set OTEL_SDK_DISABLED=true.");
            return null;
        }
    }

    /** What became of the spans so far. */
    public SpanCounts counts() {
        Exporting running = exporting;
        return running == null ? SpanCounts.NONE : running.counts();
    }

    /** Exports what there is; false if that took longer. */
    public boolean flush(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean complete = engine.bus().flush(patience);
        Exporting running = exporting;
        boolean exported = running == null || running.flush(deadline - System.nanoTime());
        return complete && exported;
    }

    /**
     * Exports what there is and ends; returns after two seconds at the latest, for it is called at the end of the JVM.
     * Parts of the SDK wait longer for an endpoint that hangs, so a thread of its own waits for them.
     */
    @Override
    public void close() {
        Exporting running = exporting;
        Thread ending = OwnThread.of(this::end, "covet-otel-end-1");
        ending.start();
        try {
            ending.join(PATIENCE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!delivered) {
            abandoned(running == null ? exporting : running);
        }
    }

    private void abandoned(@Nullable Exporting running) {
        if (running != null) {
            running.abandoned();
        } else {
            log.accept("COVET-3001 The spans and metrics of this application were not exported before it ended: the"
                    + " machine was too busy to begin with it. They are lost to the trace. The end of the application"
                    + " did not wait longer than two seconds.");
        }
    }

    private void end() {
        delivered = flush(PATIENCE);
        traceSource.stopped();
        failed = true;
        Exporting running = exporting;
        exporting = null;
        if (running != null) {
            running.close();
        }
    }
}

package dev.covet.exporters.otel;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What became of spans that were exported. */
final class Delivery {
    private final Consumer<String> log;
    private final List<Counted> spanExporters = new CopyOnWriteArrayList<>();
    private final Map<String, Outage> outages = new ConcurrentHashMap<>();
    private final AtomicBoolean overflowing = new AtomicBoolean();
    private volatile LongSupplier droppedSpans = () -> 0;

    Delivery(Consumer<String> log) {
        this.log = log;
    }

    /** The counters of one exporter of spans. */
    static final class Counted {
        private final String exporter;
        private final AtomicLong arrived = new AtomicLong();
        private final AtomicLong exported = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();

        Counted(String exporter) {
            this.exporter = exporter;
        }

        String exporter() {
            return exporter;
        }

        long exported() {
            return exported.get();
        }

        long failed() {
            return failed.get();
        }
    }

    Counted spanExporter(String name) {
        Counted counted = new Counted(name);
        spanExporters.add(counted);
        return counted;
    }

    List<Counted> spanExporters() {
        return spanExporters;
    }

    void countDropped(LongSupplier dropped) {
        droppedSpans = dropped;
    }

    /** Spans that have left the queue of the slowest exporter. */
    long arrived() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < spanExporters.size(); i++) {
            least = Math.min(least, spanExporters.get(i).arrived.get());
        }
        return least;
    }

    /** Follows an export of spans to its end. */
    CompletableResultCode spans(Counted exporter, int count, CompletableResultCode result, Outage outage) {
        exporter.arrived.addAndGet(count);
        return result.whenComplete(() -> {
            // Whoever sees the count finds the line of the log that explains it.
            outage.ended(exporter, result);
            (result.isSuccess() ? exporter.exported : exporter.failed).addAndGet(count);
        });
    }

    /** The one that is known for this endpoint. */
    Outage outage(String where) {
        return outages.computeIfAbsent(where, key -> new Outage(key, log, this::losses));
    }

    private String losses() {
        return "Since the start " + failedSpans() + " spans failed and " + droppedSpans.getAsLong()
                + " were dropped because the queue was full.";
    }

    private long failedSpans() {
        long most = 0;
        for (Counted exporter : spanExporters) {
            most = Math.max(most, exporter.failed());
        }
        return most;
    }

    /** Says once that spans end faster than they are exported, unless it is known already that exports fail. */
    void full(int capacity) {
        if (overflowing.compareAndSet(false, true) && outages.values().stream().noneMatch(Outage::lasts)) {
            log.accept("COVET-3003 The queue of " + capacity + " spans is full: they end faster than they are exported."
                    + " Traces will lack spans. Those that do not fit are dropped and counted in covet.spans. Sample"
                    + " fewer with OTEL_TRACES_SAMPLER, or enlarge the queue with OTEL_BSP_MAX_QUEUE_SIZE.");
        }
    }

    /** Says that an endpoint hangs while the application ends, unless it is known already that exports fail. */
    void abandoned() {
        if (outages.values().stream().noneMatch(Outage::lasts)) {
            log.accept("COVET-3001 The last spans or metrics were not exported before the application ended: there was"
                    + " no answer yet. They may be lost to the trace. The end of the application did not wait longer."
                    + " Is the endpoint right and up? " + String.join(" ", outages.keySet()));
        }
    }
}

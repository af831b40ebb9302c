package dev.covet.exporters.otel;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What became of spans and metrics that were exported. One line in the log when the first export fails, one when exports
 * work again.
 */
final class Delivery {
    private final Consumer<String> log;
    private final List<Counted> spanExporters = new CopyOnWriteArrayList<>();
    private final AtomicBoolean failing = new AtomicBoolean();
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
    CompletableResultCode spans(Counted exporter, int count, CompletableResultCode result, String where) {
        exporter.arrived.addAndGet(count);
        return result.whenComplete(() -> {
            (result.isSuccess() ? exporter.exported : exporter.failed).addAndGet(count);
            ended(result, where);
        });
    }

    CompletableResultCode metrics(CompletableResultCode result, String where) {
        return result.whenComplete(() -> ended(result, where));
    }

    private void ended(CompletableResultCode result, String where) {
        if (!result.isSuccess()) {
            if (failing.compareAndSet(false, true)) {
                log.accept("COVET-3001 Spans or metrics could not be exported" + reason(result.getFailureThrowable())
                        + ". What is not exported is lost to the trace, not to the application, which goes on as"
                        + " before. We keep trying, count what is lost, and say when it works again. Is the endpoint"
                        + " right and up? " + where);
            }
        } else if (failing.compareAndSet(true, false)) {
            overflowing.set(false);
            log.accept("COVET-3002 Exporting works again. Since the start " + failedSpans() + " spans failed and "
                    + droppedSpans.getAsLong() + " were dropped because the queue was full. Nothing has to be done. "
                    + where);
        }
    }

    private static String reason(@Nullable Throwable failure) {
        return failure == null ? "" : ": " + failure;
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
        if (overflowing.compareAndSet(false, true) && !failing.get()) {
            log.accept("COVET-3003 The queue of " + capacity + " spans is full: they end faster than they are exported."
                    + " Traces will lack spans. Those that do not fit are dropped and counted in covet.spans. Sample"
                    + " fewer with OTEL_TRACES_SAMPLER, or enlarge the queue with OTEL_BSP_MAX_QUEUE_SIZE.");
        }
    }
}

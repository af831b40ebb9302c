package dev.covet.exporters.otel;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether an endpoint takes what is sent to it. One line when it begins to refuse, one when it takes everything again. */
final class Outage {
    private final String where;
    private final Consumer<String> log;
    private final Supplier<String> losses;
    private final Set<Object> failing = ConcurrentHashMap.newKeySet();

    Outage(String where, Consumer<String> log, Supplier<String> losses) {
        this.where = where;
        this.log = log;
        this.losses = losses;
    }

    boolean lasts() {
        return !failing.isEmpty();
    }

    /** An exporter has heard from the endpoint, or has not. */
    void ended(Object exporter, CompletableResultCode result) {
        if (!result.isSuccess()) {
            if (failing.add(exporter) && failing.size() == 1) {
                log.accept("COVET-3001 Spans or metrics could not be exported" + reason(result.getFailureThrowable())
                        + ". They are lost to the trace, not to the application, which goes on as before. We keep"
                        + " trying, count what is lost, and say when it works again. Is the endpoint right and up? "
                        + where);
            }
        } else if (failing.remove(exporter) && failing.isEmpty()) {
            log.accept("COVET-3002 Exporting works again. " + losses.get() + " Nothing has to be done. " + where);
        }
    }

    private static String reason(@Nullable Throwable failure) {
        return failure == null ? "" : ": " + failure;
    }
}

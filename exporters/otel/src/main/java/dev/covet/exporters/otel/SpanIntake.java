package dev.covet.exporters.otel;

import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where ended spans leave us. It gives the SDK's processors no more spans than their queue can hold, so that the SDK
 * never drops one in silence: what is too much is dropped and counted here.
 */
final class SpanIntake {
    private final List<SpanProcessor> processors;
    private final Delivery delivery;
    private final int capacity;
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    SpanIntake(List<SpanProcessor> processors, Delivery delivery, int capacity) {
        this.processors = List.copyOf(processors);
        this.delivery = delivery;
        this.capacity = capacity;
    }

    /** Called by the thread of the signals only. */
    void end(FinishedSpan span) {
        long waiting = ended.get() - dropped.get() - delivery.arrived();
        ended.setRelease(ended.get() + 1);
        if (waiting >= capacity) {
            dropped.setRelease(dropped.get() + 1);
            delivery.full(capacity);
            return;
        }
        for (int i = 0; i < processors.size(); i++) {
            processors.get(i).onEnd(span);
        }
    }

    boolean isEmpty() {
        return processors.isEmpty();
    }

    long ended() {
        return ended.get();
    }

    long dropped() {
        return dropped.get();
    }
}

package dev.covet.exporters.otel;

import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where ended spans leave us. It gives the SDK's processors no more spans than their queue can hold, and no more bytes
 * than are good for the application, so that the SDK never drops one in silence: what is too much is dropped and counted
 * here. Spans leave the queue in the order they came.
 */
final class SpanIntake {
    /** Of those that wait, counted as if none shared a text with another. */
    private static final long MOST_BYTES = 32L << 20;

    private final List<SpanProcessor> processors;
    private final Delivery delivery;
    private final int capacity;
    private final long[] sizes;
    private long settled;
    private long waitingBytes;
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    SpanIntake(List<SpanProcessor> processors, Delivery delivery, int capacity) {
        this.processors = List.copyOf(processors);
        this.delivery = delivery;
        this.capacity = capacity;
        this.sizes = new long[Math.max(capacity, 1)];
    }

    /** Called by the thread of the signals only. */
    void end(FinishedSpan span) {
        long accepted = ended.get() - dropped.get();
        long arrived = delivery.arrived();
        settle(Math.min(arrived, accepted));
        long bytes = span.bytes();
        ended.setRelease(ended.get() + 1);
        if (accepted - arrived >= capacity || waitingBytes + bytes > MOST_BYTES) {
            dropped.setRelease(dropped.get() + 1);
            delivery.full(capacity);
            return;
        }
        sizes[(int) (accepted % sizes.length)] = bytes;
        waitingBytes += bytes;
        for (int i = 0; i < processors.size(); i++) {
            processors.get(i).onEnd(span);
        }
    }

    /** Forgets the sizes of spans that have left. */
    private void settle(long left) {
        while (settled < left) {
            waitingBytes -= sizes[(int) (settled++ % sizes.length)];
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

package dev.covet.optimizer.engine.signal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue for many writers and one reader. Each cell has a turn: it is free for the writer of place {@code p}
 * when its turn is {@code p}, and full for the reader when its turn is {@code p + 1}.
 */
final class SignalRing {
    private final @Nullable Signal[] cells;
    /** Nearly always 0 and then not written, so that the threads do not take its cache lines from each other. */
    private final long[] weights;

    private final AtomicLongArray turns;
    private final int mask;
    private final AtomicLong tail = new AtomicLong();

    /** Only the reader writes them. */
    private long head;

    private long polledBytes;

    SignalRing(int capacity) {
        if (capacity < 4 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("The capacity must be a power of two from 4 on, not " + capacity + ".");
        }
        cells = new Signal[capacity];
        weights = new long[capacity];
        turns = new AtomicLongArray(capacity);
        for (int i = 0; i < capacity; i++) {
            turns.setPlain(i, i);
        }
        mask = capacity - 1;
    }

    /** The place it got, counted from the start, or -1 if there is no room. */
    long offer(Signal signal, long bytes) {
        while (true) {
            long place = tail.get();
            int cell = (int) place & mask;
            long turn = turns.getAcquire(cell);
            if (turn < place) {
                return -1;
            }
            if (turn == place && tail.compareAndSet(place, place + 1)) {
                cells[cell] = signal;
                if (bytes != 0) {
                    weights[cell] = bytes;
                }
                turns.setRelease(cell, place + 1);
                return place;
            }
        }
    }

    @Nullable Signal poll() {
        int cell = (int) head & mask;
        if (turns.getAcquire(cell) != head + 1) {
            return null;
        }
        Signal signal = cells[cell];
        cells[cell] = null;
        polledBytes = weights[cell];
        if (polledBytes != 0) {
            weights[cell] = 0;
        }
        turns.setRelease(cell, head + cells.length);
        head++;
        return signal;
    }

    /** Of the signal that was polled last; for the reader. */
    long polledBytes() {
        return polledBytes;
    }

    long offered() {
        return tail.get();
    }

    /** A writer whose place has these bits clear wakes the reader, so that it is awake before the ring is full. */
    long quarterMask() {
        return cells.length / 4L - 1;
    }
}

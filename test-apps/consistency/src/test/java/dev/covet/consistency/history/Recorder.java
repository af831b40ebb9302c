package dev.covet.consistency.history;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Gathers the operations of all clients of one JVM. */
public final class Recorder {
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();

    public void add(Operation operation) {
        operations.add(operation);
        count.incrementAndGet();
        if (operation.served()) {
            served.incrementAndGet();
        }
    }

    public int count() {
        return count.get();
    }

    /** How many were answered without the database. */
    public int served() {
        return served.get();
    }

    public List<Operation> operations() {
        return List.copyOf(operations);
    }
}

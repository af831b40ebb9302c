package dev.covet.agent.tooling.protect;

import java.util.function.LongSupplier;

/** The JVM's clock; a class because the first lambda in a JVM is expensive at start. */
public final class NanoTime implements LongSupplier {
    @Override
    public long getAsLong() {
        return System.nanoTime();
    }
}

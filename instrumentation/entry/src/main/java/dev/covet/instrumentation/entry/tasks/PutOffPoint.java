package dev.covet.instrumentation.entry.tasks;

import dev.covet.instrumentation.entry.Entries;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Replaces what a fork-join pool is told to run later, once or again and again. */
record PutOffPoint(Entries entries, boolean once) implements InstrumentationPoint {
    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
        Object given = arguments[0];
        if (given instanceof Callable<?> callable) {
            return new PutOff.OfCallable<>(entries, callable, once ? WorkerThreads.carried() : null);
        }
        return given instanceof Runnable task
                ? new PutOff.OfRunnable(entries, task, once ? WorkerThreads.carried() : null)
                : null;
    }
}

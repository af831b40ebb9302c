package dev.covet.instrumentation.entry;

import dev.covet.instrumentation.spi.InstrumentationPoint;
import org.jspecify.annotations.Nullable;

/** A method that a server calls before its first request, so that this one seldom has to wait for us. */
public record ServerStart(Entries entries) implements InstrumentationPoint {
    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
        entries.expected();
        return null;
    }
}

package dev.covet.agent.tooling.jdbc;

import dev.covet.instrumentation.jdbc.OwnConnections;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import org.jspecify.annotations.Nullable;

/** Gives a driver the address that {@link FactoryPoint} has decided on, which was asked before. */
final class AddressPoint implements InstrumentationPoint {
    @Override
    public boolean idle(@Nullable Object self, @Nullable Object value) {
        return address(value) == null;
    }

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
        return address(arguments[0]);
    }

    private static @Nullable String address(@Nullable Object given) {
        FactoryCall call = OwnConnections.isOpening() ? null : FactoryCall.innermost();
        return call == null ? null : call.replaced(given);
    }
}

package dev.covet.agent.tooling.jdbc;

import dev.covet.instrumentation.spi.InstrumentationPoint;
import java.sql.Connection;
import java.sql.Driver;
import java.util.Properties;
import javax.sql.CommonDataSource;
import javax.sql.PooledConnection;
import org.jspecify.annotations.Nullable;

/** A factory method of a driver. */
final class FactoryPoint implements InstrumentationPoint {
    private final ConnectionWrapper wrapper;

    FactoryPoint(ConnectionWrapper wrapper) {
        this.wrapper = wrapper;
    }

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
        if (self instanceof Driver) {
            if (KnownDataSources.POOL_DRIVERS.contains(self.getClass().getName())) {
                return null;
            }
            return FactoryCall.enter(Families.of(self.getClass()), (String) arguments[0], (Properties) arguments[1]);
        }
        boolean isFactory = self instanceof CommonDataSource || self instanceof PooledConnection;
        return self != null && isFactory ? FactoryCall.enter(Families.of(self.getClass()), null, null) : null;
    }

    @Override
    public @Nullable Object exit(
            @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
        if (!(token instanceof FactoryCall call)) {
            return null;
        }
        call.exit();
        if (self == null || !(result instanceof Connection raw) || wrapper.isWrapped(raw) || !call.decides()) {
            return null;
        }
        call.answered();
        Connection wrapped = wrapper.wrap(raw, call.url(), call.properties(), self);
        return wrapped == raw ? null : wrapped;
    }

    @Override
    public void abandon(@Nullable Object self, Object token) {
        ((FactoryCall) token).exit();
    }
}

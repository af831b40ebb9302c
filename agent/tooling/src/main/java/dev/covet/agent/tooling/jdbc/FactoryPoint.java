package dev.covet.agent.tooling.jdbc;

import dev.covet.instrumentation.jdbc.OwnConnections;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.WeakIdentityMap;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.Driver;
import java.util.Properties;
import javax.sql.CommonDataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import org.jspecify.annotations.Nullable;

/** A factory method of a driver. */
final class FactoryPoint implements InstrumentationPoint {
    private final ConnectionWrapper wrapper;
    private final DistributedPoints distributed;
    private final WeakIdentityMap<Object, Handle> handles = new WeakIdentityMap<>();

    FactoryPoint(ConnectionWrapper wrapper, DistributedPoints distributed) {
        this.wrapper = wrapper;
        this.distributed = distributed;
    }

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
        if (OwnConnections.isOpening()) {
            return null;
        }
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
        Handle earlier = self instanceof PooledConnection ? handles.get(self) : null;
        Connection known = earlier == null ? null : earlier.wrapperOf(raw);
        if (known != null) {
            return known;
        }
        Connection wrapped = wrapper.wrap(raw, call.url(), call.properties(), self);
        if (wrapped == raw) {
            return null;
        }
        if (self instanceof PooledConnection) {
            handles.put(self, new Handle(new WeakReference<>(raw), new WeakReference<>(wrapped)));
        }
        if (self instanceof XAConnection led) {
            distributed.handedOut(led, wrapped);
        }
        return wrapped;
    }

    /** What a pooled connection has handed out last. Some hand out the same connection each time. */
    private record Handle(WeakReference<Connection> raw, WeakReference<Connection> wrapped) {
        @Nullable Connection wrapperOf(Connection made) {
            return raw.get() == made ? wrapped.get() : null;
        }
    }

    @Override
    public void abandon(@Nullable Object self, Object token) {
        ((FactoryCall) token).exit();
    }
}

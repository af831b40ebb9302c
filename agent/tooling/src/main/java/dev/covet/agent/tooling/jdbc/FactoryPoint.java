package dev.covet.agent.tooling.jdbc;

import dev.covet.instrumentation.jdbc.OwnConnections;
import dev.covet.instrumentation.jdbc.Relocated;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.WeakIdentityMap;
import dev.covet.optimizer.engine.node.Relocations;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.sql.CommonDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import org.jspecify.annotations.Nullable;

/** A factory method of a driver. */
final class FactoryPoint implements InstrumentationPoint {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private final ConnectionWrapper wrapper;
    private final DistributedPoints distributed;
    private final NodeCall.Source nodes;
    private final WeakIdentityMap<Object, Handle> handles = new WeakIdentityMap<>();

    FactoryPoint(ConnectionWrapper wrapper, DistributedPoints distributed, NodeCall.Source nodes) {
        this.wrapper = wrapper;
        this.distributed = distributed;
        this.nodes = nodes;
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
            return entered(self, (String) arguments[0], (Properties) arguments[1]);
        }
        boolean isFactory = self instanceof CommonDataSource || self instanceof PooledConnection;
        return self != null && isFactory ? entered(self, null, null) : null;
    }

    /** The call, or why it is not to be made. The outermost one to a node counts. */
    private Object entered(Object self, @Nullable String url, @Nullable Properties properties) {
        boolean opens = self instanceof Driver || self instanceof DataSource;
        String there = url == null ? null : place(url, properties);
        NodeCall attempt = opens && !FactoryCall.isWatched() ? nodes.call(self, there, properties) : null;
        if (attempt != null && nodes.gate().isFilling()) {
            nodes.gate().asks(attempt.node());
        } else if (attempt != null) {
            SQLException refusal = attempt.node().refusesConnect();
            if (refusal != null) {
                return refusal;
            }
        }
        return FactoryCall.enter(Families.of(self.getClass()), there, properties)
                .insteadOf(url)
                .watched(attempt);
    }

    /** Where to connect: another server may have taken over. A pool's own thread may wait for that. */
    private String place(String url, @Nullable Properties properties) {
        Relocations relocations = nodes.gate().relocations();
        if (relocations.isIdle()) {
            return url;
        }
        String server = nodes.gate().isPatient() ? Relocated.server(url, properties) : null;
        if (server != null) {
            relocations.await(server, PATIENCE);
        }
        return Relocated.url(url, properties, relocations);
    }

    @Override
    public @Nullable Object exit(
            @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
        if (!(token instanceof FactoryCall call)) {
            return null;
        }
        call.exit();
        told(call, result, thrown);
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
        nodes.leadsTo(self, wrapped);
        if (self instanceof PooledConnection) {
            handles.put(self, new Handle(new WeakReference<>(raw), new WeakReference<>(wrapped)));
        }
        if (self instanceof XAConnection led) {
            distributed.handedOut(led, wrapped);
        }
        return wrapped;
    }

    /** A driver answers null if an address is not one of its own. */
    private void told(FactoryCall call, @Nullable Object result, @Nullable Throwable thrown) {
        NodeCall attempt = call.attempt();
        if (attempt == null) {
            if (thrown != null) {
                wrapper.failed(thrown);
            }
        } else if (thrown != null) {
            attempt.failed(thrown);
        } else if (result != null) {
            attempt.succeeded();
        }
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

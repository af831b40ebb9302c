package dev.covet.agent.tooling.jdbc;

import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.WeakIdentityMap;
import dev.covet.optimizer.engine.ManagedEnd;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import javax.sql.XAConnection;
import org.jspecify.annotations.Nullable;

/**
 * What transaction managers do with the resources of drivers. Managers have resources of their own in front of them, which
 * are seen, too: what is done twice does no harm.
 */
final class DistributedPoints {
    private final ConnectionWrapper wrapper;
    private final WeakIdentityMap<Object, Branch> ofConnections = new WeakIdentityMap<>();
    private final WeakIdentityMap<Object, Branch> ofResources = new WeakIdentityMap<>();

    DistributedPoints(ConnectionWrapper wrapper) {
        this.wrapper = wrapper;
    }

    /** What one physical connection does, and who uses it. */
    private static final class Branch {
        private @Nullable WeakReference<Connection> handle;
        private boolean led;
    }

    private Branch branch(Object connection) {
        Branch known = ofConnections.get(connection);
        return known == null ? ofConnections.putIfAbsent(connection, new Branch()) : known;
    }

    /** The application, or a pool, uses the physical connection by this handle from now on. */
    void handedOut(XAConnection by, Connection wrapped) {
        Branch branch = branch(by);
        synchronized (branch) {
            branch.handle = new WeakReference<>(wrapped);
            if (branch.led) {
                wrapper.lead(wrapped, true);
            }
        }
    }

    private void lead(@Nullable Object resource, boolean on) {
        Branch branch = resource == null ? null : ofResources.get(resource);
        if (branch != null) {
            synchronized (branch) {
                branch.led = on;
                Connection wrapped = branch.handle == null ? null : branch.handle.get();
                if (wrapped != null) {
                    wrapper.lead(wrapped, on);
                }
            }
        }
    }

    /** Many drivers have one object that is both. */
    final class Resource implements InstrumentationPoint {
        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (self instanceof XAConnection && result != null) {
                ofResources.put(result, branch(self));
            }
            return null;
        }
    }

    /** Also one that goes on. */
    final class Start implements InstrumentationPoint {
        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (thrown == null) {
                lead(self, true);
            }
            return null;
        }
    }

    /** Also one that will go on. */
    final class End implements InstrumentationPoint {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            lead(self, false);
            return null;
        }
    }

    /** Of a branch of any connection: one that was prepared can be committed on another. */
    final class Decision implements InstrumentationPoint {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            return wrapper.decides();
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            abandon(self, token);
            return null;
        }

        @Override
        public void abandon(@Nullable Object self, @Nullable Object token) {
            if (token instanceof ManagedEnd end) {
                end.answered();
            }
        }
    }
}

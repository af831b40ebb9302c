package dev.covet.agent.tooling.jdbc;

import dev.covet.agent.tooling.adapter.AdapterLoaders;
import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import dev.covet.instrumentation.entry.EntryStart;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.ManagedEnd;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Wrapped;
import dev.covet.optimizer.engine.WrappedConnection;
import java.sql.Connection;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands out connections of the boundary. The engine is made when it is needed, not when the JVM starts. */
public final class BoundaryWrapper implements ConnectionWrapper {
    private final Supplier<Engine> engine;
    private final EntryStart start;
    private final DriverFamilies families;
    private final SelfProtection protection;
    private final AgentLog log;
    private final AtomicLong seen = new AtomicLong();
    private volatile @Nullable JdbcBoundary boundary;

    /** The start may be told that the engine will be wanted. */
    public BoundaryWrapper(
            Supplier<Engine> engine,
            EntryStart start,
            AdapterLoaders adapters,
            SelfProtection protection,
            AgentLog log) {
        this.engine = engine;
        this.start = start;
        this.protection = protection;
        this.log = log;
        this.families = new DriverFamilies(adapters);
    }

    @Override
    public Connection wrap(Connection raw, @Nullable String url, @Nullable Properties properties, Object factory) {
        JdbcBoundary known = boundary;
        if (known == null) {
            // Two threads may both make one: they share the engine, so either will do.
            known = new JdbcBoundary(engine.get(), families);
            boundary = known;
        }
        if (!protection.isEnabled()) {
            // The settings were read while this call waited for the engine, and they switch the agent off.
            return raw;
        }
        long number = seen.incrementAndGet();
        if (log.prints(LogLevel.DEBUG)) {
            log.debug("connection " + number + " " + raw.getClass().getName() + " from "
                    + factory.getClass().getName() + " for " + scheme(url));
        }
        return known.wrap(raw, url, properties);
    }

    /** The database may be down from the start: who watches it is made now, but not waited for. */
    @Override
    public void failed(Throwable failure) {
        if (boundary == null && protection.isEnabled()) {
            start.expected();
        }
    }

    @Override
    public void lead(Connection wrapped, boolean on) {
        if (wrapped instanceof WrappedConnection ours) {
            ours.session().distributed(on);
        }
    }

    @Override
    public @Nullable ManagedEnd decides() {
        // Without a boundary nothing was wrapped, and so nothing is kept.
        return boundary == null ? null : engine.get().managedEnd();
    }

    @Override
    public boolean isWrapped(Connection connection) {
        return connection instanceof Wrapped;
    }

    /** The product in the URL; the rest of it may hold a password. */
    private static String scheme(@Nullable String url) {
        if (url == null) {
            return "no URL";
        }
        int end = url.indexOf(':', url.indexOf(':') + 1);
        return end < 0 ? "a URL" : url.substring(0, end);
    }
}

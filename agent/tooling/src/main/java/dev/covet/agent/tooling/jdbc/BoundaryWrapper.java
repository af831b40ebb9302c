package dev.covet.agent.tooling.jdbc;

import dev.covet.agent.tooling.adapter.AdapterLoaders;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Wrapped;
import java.sql.Connection;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands out connections of the boundary. The engine is made when the first connection comes, not when the JVM starts. */
public final class BoundaryWrapper implements ConnectionWrapper {
    private final Supplier<Engine> engine;
    private final DriverFamilies families;
    private volatile @Nullable JdbcBoundary boundary;

    public BoundaryWrapper(Supplier<Engine> engine, AdapterLoaders adapters) {
        this.engine = engine;
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
        return known.wrap(raw, url, properties);
    }

    @Override
    public boolean isWrapped(Connection connection) {
        return connection instanceof Wrapped;
    }
}

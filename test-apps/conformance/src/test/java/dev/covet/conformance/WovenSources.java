package dev.covet.conformance;

import dev.covet.agent.tooling.jdbc.ConnectionWrapper;
import dev.covet.agent.tooling.jdbc.JdbcFactories;
import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import dev.covet.agent.tooling.runtime.ErrorReport;
import dev.covet.agent.tooling.transform.LazyTransformer;
import dev.covet.agent.tooling.transform.LoadedClasses;
import dev.covet.agent.tooling.transform.TypeIndex;
import dev.covet.optimizer.engine.ManagedEnd;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Wrapped;
import dev.covet.optimizer.engine.WrappedConnection;
import java.lang.instrument.Instrumentation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/**
 * The drivers' factories of this JVM, instrumented by the agent's own transformer and points. What they hand out goes
 * through the boundary of the program that runs; other threads get it as it is.
 */
final class WovenSources implements ConnectionWrapper {
    private static final WovenSources INSTALLED = install();

    private final AtomicInteger wrapped = new AtomicInteger();

    static WovenSources installed() {
        return INSTALLED;
    }

    private static WovenSources install() {
        AgentLog log = new AgentLog(LogLevel.INFO, System::nanoTime, line -> {
            throw new AssertionError(line);
        });
        SelfProtection protection = new SelfProtection(System::nanoTime, new ErrorReport(log));
        WovenSources sources = new WovenSources();
        TypeIndex index = TypeIndex.register(JdbcFactories.instrumentations(sources), protection);
        LazyTransformer transformer = new LazyTransformer(index, protection.guard("transformer"), null);
        Instrumentation jvm = ByteBuddyAgent.install();
        jvm.addTransformer(transformer, true);
        new LoadedClasses(jvm, transformer, log).retransform();
        return sources;
    }

    /** How many connections went through a boundary. */
    int wrapped() {
        return wrapped.get();
    }

    @Override
    public Connection wrap(Connection raw, @Nullable String url, @Nullable Properties properties, Object factory) {
        try {
            Connection given = Factories.CURRENT.get().wrap(raw);
            wrapped.addAndGet(given == raw ? 0 : 1);
            return given;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void lead(Connection connection, boolean on) {
        if (connection instanceof WrappedConnection ours) {
            ours.session().distributed(on);
        }
    }

    @Override
    public @Nullable ManagedEnd decides() {
        return null;
    }

    @Override
    public boolean isWrapped(Connection connection) {
        return connection instanceof Wrapped || ReflectiveBoundary.made(connection);
    }
}

package dev.covet.agent.tooling.runtime;

import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who else traces in this JVM. Names are put together from pieces: in the agent's jar whole names of OpenTelemetry are
 * renamed, and these mean the ones of others.
 */
final class OtherTracers {
    static final String OPEN_TELEMETRY = String.join(".", "io", "opentelemetry");
    private static final String AGENT = OPEN_TELEMETRY + ".javaagent.bootstrap.AgentClassLoader";

    /** Agents with spans of their own, by a class that the bootstrap or the system loader has. */
    private static final List<Known> AGENTS = List.of(
            new Known("Datadog", "datadog.trace.bootstrap.DatadogClassLoader"),
            new Known("New Relic", "com.newrelic.bootstrap.BootstrapAgent"),
            new Known("SkyWalking", "org.apache.skywalking.apm.agent.SkyWalkingAgent"),
            new Known("Elastic APM", "co.elastic.apm.agent.premain.AgentMain"),
            new Known("Dynatrace", "com.dynatrace.diagnostics.agent.Agent"));

    /** Libraries that wrap a data source and make a span for each statement themselves. */
    private static final Set<String> LIBRARIES = Set.of(
            OPEN_TELEMETRY + ".instrumentation.jdbc.OpenTelemetryDriver",
            OPEN_TELEMETRY + ".instrumentation.jdbc.datasource.OpenTelemetryDataSource",
            "net.ttddyy.observation.tracing.DataSourceObservationListener");

    private record Known(String name, String type) {}

    private OtherTracers() {}

    /** The OpenTelemetry agent, or a distribution of it. */
    static boolean openTelemetryAgent() {
        return exists(AGENT, null);
    }

    /** Another agent that makes spans for statements, by name. */
    static @Nullable String otherAgent() {
        for (Known agent : AGENTS) {
            if (exists(agent.type(), null) || exists(agent.type(), ClassLoader.getSystemClassLoader())) {
                return agent.name();
            }
        }
        return null;
    }

    /** A library in the application that traces statements, by the name of its class. Only loaded ones count. */
    static @Nullable String library(Instrumentation instrumentation) {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (LIBRARIES.contains(loaded.getName())) {
                return loaded.getName();
            }
        }
        return null;
    }

    private static boolean exists(String name, @Nullable ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}

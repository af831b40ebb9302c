package dev.covet.agent.tooling.runtime;

import dev.covet.agent.tooling.adapter.AdapterLoaders;
import dev.covet.instrumentation.entry.Entries;
import dev.covet.instrumentation.entry.calls.Calls;
import dev.covet.optimizer.engine.Pools;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.node.NodeGate;
import java.lang.instrument.Instrumentation;

/**
 * What the agent was put together from and features need.
 *
 * @param jmx says when there is JMX
 * @param protection for everything that runs in the application's calls
 */
public record AgentParts(
        Instrumentation instrumentation,
        SelfProtection protection,
        AdapterLoaders adapters,
        JmxStart jmx,
        ApplicationTelemetry application,
        Entries entries,
        Calls calls,
        Pools pools,
        NodeGate nodes) {}

package dev.covet.agent.tooling.runtime;

import dev.covet.agent.tooling.adapter.AdapterLoaders;
import java.lang.instrument.Instrumentation;

/** What the agent was put together from and features need. */
public record AgentParts(Instrumentation instrumentation, AdapterLoaders adapters, ApplicationTelemetry application) {}

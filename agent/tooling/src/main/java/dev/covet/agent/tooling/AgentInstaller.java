package dev.covet.agent.tooling;

import dev.covet.agent.tooling.adapter.AdapterLoaders;
import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import dev.covet.agent.tooling.protect.NanoTime;
import dev.covet.agent.tooling.runtime.AgentParts;
import dev.covet.agent.tooling.runtime.AgentStartup;
import dev.covet.agent.tooling.runtime.ApplicationTelemetry;
import dev.covet.agent.tooling.runtime.ErrorReport;
import dev.covet.agent.tooling.runtime.JmxStart;
import dev.covet.instrumentation.entry.Entries;
import dev.covet.instrumentation.entry.calls.Calls;
import dev.covet.optimizer.engine.Pools;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.node.NodeGate;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Puts the agent together. The entry class calls it by name, in the agent's own class loader. What has to be there
 * before the application's main method is done at once; settings are read meanwhile by a thread of ours.
 */
public final class AgentInstaller {
    private static volatile @Nullable AgentInstaller installed;

    private final AgentLog log;
    private final AgentParts parts;
    private final Weaving weaving;
    private final AgentStartup startup;

    private AgentInstaller(@Nullable String options, Instrumentation instrumentation, String version, String jar) {
        log = AgentLog.standardError(LogLevel.INFO);
        AdapterLoaders adapters = new AdapterLoaders(AgentInstaller.class.getClassLoader(), log);
        SelfProtection protection = new SelfProtection(new NanoTime(), new ErrorReport(log));
        parts = new AgentParts(
                instrumentation,
                protection,
                adapters,
                new JmxStart(),
                new ApplicationTelemetry(),
                new Entries(new NanoTime(), protection),
                new Calls(),
                new Pools(),
                new NodeGate());
        weaving = new Weaving(log, parts);
        startup = new AgentStartup(log, parts, weaving, options, version, jar);
    }

    /** Starts the agent. */
    public static void install(
            @Nullable String options, Instrumentation instrumentation, String version, String jar, boolean attached)
            throws IOException, IllegalAccessException {
        AgentInstaller installer = new AgentInstaller(options, instrumentation, version, jar);
        DispatcherDefinition.define(instrumentation);
        installer.parts.entries().start(installer.startup);
        installer.weaving.start(installer.startup);
        installer.startup.begin();
        installed = installer;
    }

    /** Called when the agent is attached once more: its options are applied, nothing else happens. */
    public static void again(@Nullable String options) {
        AgentInstaller running = installed;
        if (running == null) {
            // The first attach has not come to its end, or failed and said so.
            return;
        }
        if (options == null || options.isEmpty()) {
            running.log.info("COVET-2003 Covet is attached to this JVM already; once is enough, so this attach did"
                    + " nothing. Look for a second -javaagent, also in JAVA_TOOL_OPTIONS.");
        } else {
            running.startup.override(options);
        }
    }
}

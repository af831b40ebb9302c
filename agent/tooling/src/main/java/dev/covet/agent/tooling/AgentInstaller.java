package dev.covet.agent.tooling;

import dev.covet.agent.tooling.adapter.AdapterLoaders;
import dev.covet.agent.tooling.jdbc.BoundaryWrapper;
import dev.covet.agent.tooling.jdbc.JdbcFactories;
import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import dev.covet.agent.tooling.protect.NanoTime;
import dev.covet.agent.tooling.protect.SelfProtection;
import dev.covet.agent.tooling.runtime.AgentParts;
import dev.covet.agent.tooling.runtime.AgentStartup;
import dev.covet.agent.tooling.runtime.ApplicationTelemetry;
import dev.covet.agent.tooling.spi.TypeInstrumentation;
import dev.covet.agent.tooling.transform.LazyTransformer;
import dev.covet.agent.tooling.transform.LoadedClasses;
import dev.covet.agent.tooling.transform.TypeIndex;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the agent together. The entry class calls it by name, in the agent's own class loader. What has to be there
 * before the application's main method is done at once; settings are read meanwhile by a thread of ours.
 */
public final class AgentInstaller {
    private static volatile @Nullable AgentInstaller installed;

    private final AgentLog log;
    private final SelfProtection protection;
    private final AdapterLoaders adapters;
    private final ApplicationTelemetry application;
    private final AgentStartup startup;

    private AgentInstaller(@Nullable String options, Instrumentation instrumentation, String version, String jar) {
        log = AgentLog.standardError(LogLevel.INFO);
        protection = new SelfProtection(log, new NanoTime());
        adapters = new AdapterLoaders(AgentInstaller.class.getClassLoader(), log);
        application = new ApplicationTelemetry();
        AgentParts parts = new AgentParts(instrumentation, adapters, application);
        startup = new AgentStartup(log, protection, parts, options, version, jar);
    }

    /** Starts the agent. */
    public static void install(
            @Nullable String options, Instrumentation instrumentation, String version, String jar, boolean attached)
            throws IOException, IllegalAccessException {
        AgentInstaller installer = new AgentInstaller(options, instrumentation, version, jar);
        DispatcherDefinition.define(instrumentation);
        installer.startup.begin();
        installer.start(instrumentation);
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

    private void start(Instrumentation instrumentation) throws IOException {
        ClassLoader own = AgentInstaller.class.getClassLoader();
        List<TypeInstrumentation> instrumentations =
                new ArrayList<>(JdbcFactories.instrumentations(new BoundaryWrapper(startup, adapters)));
        instrumentations.add(application);
        TypeIndex index = TypeIndex.register(instrumentations, protection);
        LazyTransformer transformer = new LazyTransformer(index, protection.feature("transformer"), own);
        transformer.preload(ownClassFile());
        instrumentation.addTransformer(transformer, true);
        new LoadedClasses(instrumentation, transformer, log).retransform();
    }

    private static byte[] ownClassFile() throws IOException {
        String resource = AgentInstaller.class.getName().replace('.', '/') + ".class";
        try (InputStream in = AgentInstaller.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the jar holds no " + resource);
            }
            return in.readAllBytes();
        }
    }
}

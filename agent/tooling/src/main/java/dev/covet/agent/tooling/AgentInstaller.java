package dev.covet.agent.tooling;

import dev.covet.agent.tooling.adapter.AdapterLoaders;
import dev.covet.agent.tooling.jdbc.BoundaryWrapper;
import dev.covet.agent.tooling.jdbc.JdbcFactories;
import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import dev.covet.agent.tooling.protect.NanoTime;
import dev.covet.agent.tooling.protect.SelfProtection;
import dev.covet.agent.tooling.runtime.AgentKeys;
import dev.covet.agent.tooling.runtime.AgentRuntime;
import dev.covet.agent.tooling.spi.TypeInstrumentation;
import dev.covet.agent.tooling.transform.LazyTransformer;
import dev.covet.agent.tooling.transform.LoadedClasses;
import dev.covet.agent.tooling.transform.TypeIndex;
import dev.covet.optimizer.settings.SettingInputs;
import dev.covet.optimizer.settings.SettingsWatch;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the agent together. The entry class calls it by name, in the agent's own class loader. */
public final class AgentInstaller {
    private static volatile @Nullable AgentInstaller installed;

    private final AgentLog log;
    private final SelfProtection protection;

    private AgentInstaller(AgentLog log) {
        this.log = log;
        this.protection = new SelfProtection(log, new NanoTime());
    }

    /** Starts the agent. */
    public static void install(
            @Nullable String options, Instrumentation instrumentation, String version, boolean attached)
            throws IOException, IllegalAccessException {
        AgentOptions parsed = AgentOptions.parse(options);
        AgentInstaller installer = new AgentInstaller(AgentLog.standardError(LogLevel.INFO));
        DispatcherDefinition.define(instrumentation);
        installer.apply(parsed);
        installer.start(instrumentation);
        installed = installer;
        installer.log.info("Covet " + version + (attached ? " attached to the running JVM." : " attached."));
    }

    /** Called when the agent is attached once more: its options are applied, nothing else happens. */
    public static void again(@Nullable String options) {
        AgentInstaller running = installed;
        if (running == null) {
            // The first attach has not come to its end, or failed and said so.
            return;
        }
        AgentOptions parsed = AgentOptions.parse(options);
        if (parsed.enabled() == null && parsed.log() == null) {
            running.log.info("COVET-2003 Covet is attached to this JVM already; once is enough, so this attach did"
                    + " nothing. Look for a second -javaagent, also in JAVA_TOOL_OPTIONS.");
        }
        running.apply(parsed);
    }

    private void apply(AgentOptions options) {
        for (String problem : options.problems()) {
            log.warn(problem);
        }
        if (options.log() != null) {
            log.level(options.log());
        }
        if (options.enabled() != null) {
            protection.enable(options.enabled());
        }
    }

    private void start(Instrumentation instrumentation) throws IOException {
        ClassLoader own = AgentInstaller.class.getClassLoader();
        SettingsWatch watch = SettingsWatch.open(AgentKeys.catalogue(), SettingInputs.ofThisProcess(null), null);
        AgentRuntime runtime = new AgentRuntime(log, watch, protection::enable);
        List<TypeInstrumentation> instrumentations =
                JdbcFactories.instrumentations(new BoundaryWrapper(runtime::engine, new AdapterLoaders(own, log)));
        TypeIndex index = TypeIndex.register(instrumentations, protection);
        LazyTransformer transformer =
                new LazyTransformer(index, protection.feature("transformer"), AgentInstaller.class.getClassLoader());
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

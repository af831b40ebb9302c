package dev.covet.agent.tooling;

import dev.covet.agent.tooling.jdbc.BoundaryWrapper;
import dev.covet.agent.tooling.jdbc.JdbcFactories;
import dev.covet.agent.tooling.jdbc.LaterMethods;
import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.NanoTime;
import dev.covet.agent.tooling.runtime.AgentParts;
import dev.covet.agent.tooling.runtime.AgentStartup;
import dev.covet.agent.tooling.transform.LazyTransformer;
import dev.covet.agent.tooling.transform.LoadedClasses;
import dev.covet.agent.tooling.transform.TypeIndex;
import dev.covet.instrumentation.entry.calls.CallInstrumentations;
import dev.covet.instrumentation.entry.http.JdkServerInstrumentation;
import dev.covet.instrumentation.entry.servlet.ServletInstrumentations;
import dev.covet.instrumentation.entry.tasks.TaskInstrumentations;
import dev.covet.instrumentation.pools.PoolInstrumentations;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Fence;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.StageGuard;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts the instrumentations in place, in two steps. Drivers, pools and entries from the start. Executors and threads,
 * which every JVM has loaded, and clients of other services, when the first connection or server comes: before that
 * there is no unit of work, and an application without either keeps its executors as they are.
 */
final class Weaving implements Consumer<Engine> {
    private static final String TASKS = "tasks";

    private final AgentLog log;
    private final SelfProtection protection;
    private final AgentParts parts;
    private int nextPoint;

    Weaving(AgentLog log, AgentParts parts) {
        this.log = log;
        this.protection = parts.protection();
        this.parts = parts;
    }

    /** The first step, before the application starts. */
    void start(AgentStartup startup) throws IOException {
        BoundaryWrapper wrapper = new BoundaryWrapper(startup, startup, parts.adapters(), protection, log);
        List<TypeInstrumentation> first =
                new ArrayList<>(JdbcFactories.instrumentations(wrapper, parts.nodes(), new NanoTime()));
        first.add(parts.application());
        first.add(parts.jmx());
        first.addAll(PoolInstrumentations.all(parts.pools(), parts.nodes(), parts.adapters(), new NanoTime()));
        first.addAll(ServletInstrumentations.all(parts.entries(), parts.adapters()));
        first.addAll(JdkServerInstrumentation.all(parts.entries()));
        weave(first, "transformer");
        if (Runtime.version().feature() > LaterMethods.NEWEST_KNOWN) {
            ClassLoader own = Weaving.class.getClassLoader();
            parts.instrumentation().addTransformer(new LaterMethods(protection.guard("jdbc-later-methods"), own), true);
        }
    }

    /** The second step. Until it is done the engine does not hear what other services answer. */
    @Override
    public void accept(Engine engine) {
        try {
            List<TypeInstrumentation> second = new ArrayList<>(TaskInstrumentations.all(parts.entries()));
            second.addAll(CallInstrumentations.all(parts.calls()));
            weave(second, TASKS);
            StageGuard tasks = protection.guard(TASKS);
            StageGuard calls = protection.guard(Fence.FEATURE);
            engine.deaf(() -> tasks.isOpen() || calls.isOpen());
        } catch (IOException | RuntimeException | LinkageError failure) {
            protection.guard(TASKS).failed(failure);
        }
    }

    private void weave(List<TypeInstrumentation> instrumentations, String feature) throws IOException {
        ClassLoader own = Weaving.class.getClassLoader();
        TypeIndex index = TypeIndex.register(instrumentations, protection, nextPoint);
        nextPoint = index.nextNumber();
        LazyTransformer transformer = new LazyTransformer(index, protection.guard(feature), own);
        transformer.preload(ownClassFile());
        parts.instrumentation().addTransformer(transformer, true);
        new LoadedClasses(parts.instrumentation(), transformer, log).retransform();
    }

    private static byte[] ownClassFile() throws IOException {
        String resource = Weaving.class.getName().replace('.', '/') + ".class";
        try (InputStream in = Weaving.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the jar holds no " + resource);
            }
            return in.readAllBytes();
        }
    }
}

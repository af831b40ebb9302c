package dev.covet.agent.tooling.transform;

import dev.covet.agent.tooling.protect.AgentLog;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/**
 * Classes that were loaded before the agent: on dynamic attach, and with an AOT cache even at start, when the
 * transformer never sees a class of the cache.
 */
public final class LoadedClasses {
    private final Instrumentation instrumentation;
    private final LazyTransformer transformer;
    private final AgentLog log;

    public LoadedClasses(Instrumentation instrumentation, LazyTransformer transformer, AgentLog log) {
        this.instrumentation = instrumentation;
        this.transformer = transformer;
        this.log = log;
    }

    /** Lets the transformer see those that may concern it. */
    public void retransform() {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (transformer.mayConcern(loaded) && instrumentation.isModifiableClass(loaded)) {
                found.add(loaded);
            }
        }
        if (!found.isEmpty() && !retransformed(found)) {
            found.forEach(this::retransform);
        }
    }

    private boolean retransformed(List<Class<?>> classes) {
        try {
            instrumentation.retransformClasses(classes.toArray(Class<?>[]::new));
            return true;
        } catch (UnmodifiableClassException | LinkageError | RuntimeException e) {
            return false;
        }
    }

    private void retransform(Class<?> loaded) {
        try {
            instrumentation.retransformClasses(loaded);
        } catch (UnmodifiableClassException | LinkageError | RuntimeException e) {
            log.warnOnce(
                    "retransform " + e.getClass().getName(),
                    "COVET-2006 The loaded class " + loaded.getName() + " could not be instrumented: " + e
                            + ". What goes through it is not seen. Start the JVM with -javaagent instead of attaching"
                            + " to it, or report this line.");
        }
    }
}

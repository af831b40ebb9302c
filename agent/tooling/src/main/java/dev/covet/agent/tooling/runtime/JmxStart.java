package dev.covet.agent.tooling.runtime;

import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices that somebody uses JMX: the application, or a console that was connected to it. Who touches JMX first decides
 * its implementation, and that must not be us; most applications never do, and are spared 200 classes.
 */
public final class JmxStart implements TypeInstrumentation, InstrumentationPoint {
    private static final String FACTORY = "java.lang.management.ManagementFactory";

    private boolean started;
    private @Nullable Runnable listener;

    @Override
    public String name() {
        return "jmx";
    }

    @Override
    public Set<String> types() {
        return Set.of(FACTORY);
    }

    @Override
    public List<MethodAdvice> methods() {
        return List.of(new MethodAdvice(AdviceKind.EXIT, "getPlatformMBeanServer", "()", this));
    }

    @Override
    public @Nullable Object exit(
            @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
        if (result != null) {
            Runnable told;
            synchronized (this) {
                told = started ? null : listener;
                started = true;
            }
            if (told != null) {
                told.run();
            }
        }
        return null;
    }

    /** Tells it when JMX is used, or now. */
    void listen(Instrumentation instrumentation, Runnable told) {
        boolean now;
        synchronized (this) {
            listener = told;
            now = started || isThere(instrumentation);
            started = now;
        }
        if (now) {
            told.run();
        }
    }

    /** Before we came: the agent may be attached at any time. */
    private static boolean isThere(Instrumentation instrumentation) {
        for (Class<?> known : instrumentation.getInitiatedClasses(null)) {
            if (known.getName().equals(FACTORY)) {
                return true;
            }
        }
        return false;
    }
}

package dev.covet.agent.tooling.runtime;

import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Notices the OpenTelemetry SDK that an application makes for itself. Asking for the global one would fix it to one that
 * does nothing, and the application could not set its own any more.
 */
public final class ApplicationTelemetry implements TypeInstrumentation, InstrumentationPoint {
    private static final String BUILDER = OtherTracers.OPEN_TELEMETRY + ".sdk.OpenTelemetrySdkBuilder";

    private final AtomicReference<@Nullable WeakReference<Object>> sdk = new AtomicReference<>();
    private volatile @Nullable Runnable listener;

    @Override
    public String name() {
        return "application-telemetry";
    }

    @Override
    public Set<String> types() {
        return Set.of(BUILDER);
    }

    @Override
    public List<MethodAdvice> methods() {
        return List.of(
                new MethodAdvice(AdviceKind.EXIT, "build", "()", this),
                new MethodAdvice(AdviceKind.EXIT, "buildAndRegisterGlobal", "()", this));
    }

    @Override
    public @Nullable Object exit(
            @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
        if (result != null && sdk.compareAndSet(null, new WeakReference<>(result))) {
            Runnable told = listener;
            if (told != null) {
                told.run();
            }
        }
        return null;
    }

    /** The first SDK the application has made, if it is still there. */
    @Nullable Object sdk() {
        WeakReference<Object> known = sdk.get();
        return known == null ? null : known.get();
    }

    /** Is told when the first one is made from now on. */
    void whenMade(Runnable told) {
        listener = told;
    }
}

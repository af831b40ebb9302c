package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.signal.TransactionSignal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Locale;

/** A step of a transaction as an event of the span around it. */
public final class TransactionEvents {
    private static final double NANOS = 1e9;

    private TransactionEvents() {}

    public static String name(TransactionSignal.Step step) {
        return "covet.transaction." + step.name().toLowerCase(Locale.ROOT);
    }

    public static Attributes attributes(TransactionSignal signal) {
        Target target = Target.of(signal.session());
        AttributesBuilder attributes =
                Attributes.builder().put(Keys.DB_SYSTEM, target.facts().system());
        String namespace = target.namespace();
        if (!namespace.isEmpty()) {
            attributes.put(Keys.DB_NAMESPACE, namespace);
        }
        if (signal.step() != TransactionSignal.Step.BEGIN) {
            attributes.put(Keys.STEP_DURATION, (signal.endNanos() - signal.startNanos()) / NANOS);
        }
        Throwable failure = signal.failure();
        if (failure != null) {
            String code = Failures.statusCode(failure, target.facts().system());
            attributes.put(Keys.ERROR_TYPE, Failures.type(failure, code));
        }
        return attributes.build();
    }
}

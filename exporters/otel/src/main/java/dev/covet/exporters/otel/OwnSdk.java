package dev.covet.exporters.otel;

import dev.covet.exporters.otel.convention.Limits;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The SDK as its autoconfiguration makes it, and what we took hold of on the way. */
final class OwnSdk {
    private static final int DEFAULT_QUEUE = 2048;

    /** What differs from the SDK's own defaults; everything the user sets is stronger. */
    private static final Map<String, String> DEFAULTS =
            Map.of("otel.exporter.otlp.protocol", "http/protobuf", "otel.logs.exporter", "none");

    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");

    /** Held, because loggers are kept weakly. */
    private static final List<Logger> QUIET = quietLoggers();

    private final Delivery delivery;
    private final List<SpanProcessor> processors = new ArrayList<>();
    private final OpenTelemetrySdk sdk;
    private Resource resource = Resource.getDefault();
    private int queue = DEFAULT_QUEUE;

    /** The properties are stronger than the environment. While metrics are not wanted, none are sent. */
    OwnSdk(Delivery delivery, Map<String, String> properties, BooleanSupplier metricsWanted) {
        this.delivery = delivery;
        for (Logger logger : QUIET) {
            logger.setLevel(Level.OFF);
        }
        sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .setComponentLoader(new SenderChoice())
                .addPropertiesSupplier(() -> DEFAULTS)
                .addPropertiesCustomizer(config -> properties)
                .addPropertiesCustomizer(OwnSdk::metricsWithTraces)
                .addResourceCustomizer((found, config) -> resource = named(found))
                .addSpanExporterCustomizer((exporter, config) -> new CountingSpanExporter(
                        exporter,
                        this.delivery,
                        Endpoints.of(exporter.getClass().getSimpleName(), "traces", config)))
                .addMetricExporterCustomizer((exporter, config) -> new CountingMetricExporter(
                        exporter,
                        this.delivery,
                        Endpoints.of(exporter.getClass().getSimpleName(), "metrics", config),
                        metricsWanted))
                .addSpanProcessorCustomizer(this::taken)
                .build()
                .getOpenTelemetrySdk();
    }

    /** Who sends traces elsewhere than to OTLP, and says nothing of metrics, has nobody who takes them. */
    private static Map<String, String> metricsWithTraces(ConfigProperties config) {
        boolean elsewhere = !config.getString("otel.traces.exporter", "otlp").contains("otlp");
        boolean silent = config.getString("otel.metrics.exporter") == null
                && config.getString("otel.exporter.otlp.endpoint") == null
                && config.getString("otel.exporter.otlp.metrics.endpoint") == null;
        return elsewhere && silent ? Map.of("otel.metrics.exporter", "none") : Map.of();
    }

    private SpanProcessor taken(SpanProcessor processor, ConfigProperties config) {
        queue = config.getInt("otel.bsp.max.queue.size", DEFAULT_QUEUE);
        processors.add(processor);
        return processor;
    }

    /** Exporters log each failure; we say it once, with what to do. */
    private static List<Logger> quietLoggers() {
        String exporters = CountingSpanExporter.class.getInterfaces()[0].getPackageName();
        String root = exporters.substring(0, exporters.indexOf(".sdk.trace"));
        return List.of(
                Logger.getLogger(root + ".exporter.internal"),
                Logger.getLogger(root + ".exporter.otlp"),
                Logger.getLogger(root + ".exporter.sender"),
                Logger.getLogger(root + ".exporter.zipkin"),
                Logger.getLogger(root + ".sdk.autoconfigure"),
                Logger.getLogger(root + ".sdk.metrics"),
                Logger.getLogger(root + ".sdk.trace.export"));
    }

    private static Resource named(Resource found) {
        Resource ours = Resource.create(Attributes.of(AttributeKey.stringKey("telemetry.distro.name"), "covet"));
        String name = found.getAttribute(SERVICE_NAME);
        if (name == null || name.startsWith("unknown_service")) {
            ours = ours.merge(Resource.create(Attributes.of(SERVICE_NAME, ServiceName.ofThisProcess())));
        }
        return found.merge(ours);
    }

    OpenTelemetrySdk sdk() {
        return sdk;
    }

    Resource resource() {
        return resource;
    }

    SpanIntake intake() {
        return new SpanIntake(processors, delivery, queue);
    }

    Limits limits() {
        SpanLimits limits = sdk.getSdkTracerProvider().getSpanLimits();
        return new Limits(
                limits.getMaxNumberOfAttributes(), limits.getMaxAttributeValueLength(), limits.getMaxNumberOfEvents());
    }
}

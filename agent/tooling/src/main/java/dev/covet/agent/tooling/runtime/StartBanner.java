package dev.covet.agent.tooling.runtime;

import dev.covet.optimizer.features.trace.TraceKeys;
import dev.covet.optimizer.settings.Banner;
import dev.covet.optimizer.settings.Settings;
import java.io.File;
import java.util.Locale;

/** The facts of the banner. Nothing is loaded to find them out. */
final class StartBanner {
    private StartBanner() {}

    static Banner of(String version, Settings settings, File killFile) {
        return new Banner(version)
                .jvm(Runtime.version() + " " + System.getProperty("java.vm.vendor", ""))
                .mode("trace", TraceKeys.word(settings.get(TraceKeys.MODE)))
                .exporter(exporter())
                .settings(settings)
                .switchOff("touch " + killFile);
    }

    private static String exporter() {
        String exporter = otel("otel.traces.exporter", "otlp");
        if (!exporter.equals("otlp")) {
            return exporter;
        }
        String protocol = otel("otel.exporter.otlp.protocol", "http/protobuf");
        return "otlp "
                + otel(
                        "otel.exporter.otlp.endpoint",
                        protocol.equals("grpc") ? "http://localhost:4317" : "http://localhost:4318");
    }

    /** A setting of OpenTelemetry: a property, or the environment. */
    private static String otel(String name, String otherwise) {
        String property = System.getProperty(name);
        String variable = System.getenv(name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT));
        return property != null ? property : variable != null ? variable : otherwise;
    }
}

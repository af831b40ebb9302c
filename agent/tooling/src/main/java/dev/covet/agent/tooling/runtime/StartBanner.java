package dev.covet.agent.tooling.runtime;

import dev.covet.optimizer.features.breaker.BreakerKeys;
import dev.covet.optimizer.features.cache.CacheKeys;
import dev.covet.optimizer.features.health.HealthKeys;
import dev.covet.optimizer.features.prefetch.PrefetchKeys;
import dev.covet.optimizer.features.route.RouteKeys;
import dev.covet.optimizer.features.trace.TraceKeys;
import dev.covet.optimizer.settings.Banner;
import dev.covet.optimizer.settings.Settings;
import java.io.File;

/** The facts of the banner. Nothing is loaded to find them out. */
final class StartBanner {
    private StartBanner() {}

    static Banner of(String version, Settings settings, File killFile) {
        return new Banner(version)
                .jvm(Runtime.version() + " " + System.getProperty("java.vm.vendor", ""))
                .mode("trace", TraceKeys.word(settings.get(TraceKeys.MODE)))
                .mode("prefetch", PrefetchKeys.word(settings.get(PrefetchKeys.MODE)))
                .mode("cache", CacheKeys.word(settings.get(CacheKeys.MODE)))
                .mode("route", RouteKeys.word(RouteKeys.of(settings)))
                .mode("health", HealthKeys.word(settings.get(HealthKeys.MODE)))
                .mode("breaker", BreakerKeys.word(settings.get(BreakerKeys.MODE)))
                .exporter(exporter())
                .settings(settings)
                .switchOff("touch " + killFile);
    }

    private static String exporter() {
        String exporter = OpenTelemetrySetting.of("otel.traces.exporter", "otlp");
        if (!exporter.equals("otlp")) {
            return exporter;
        }
        String protocol = OpenTelemetrySetting.of("otel.exporter.otlp.protocol", "http/protobuf");
        return "otlp "
                + OpenTelemetrySetting.of(
                        "otel.exporter.otlp.endpoint",
                        protocol.equals("grpc") ? "http://localhost:4317" : "http://localhost:4318");
    }
}

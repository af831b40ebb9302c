package dev.covet.exporters.otel;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.Locale;

/** Where an exporter sends to, for messages. What may be a secret in a URL is left out. */
final class Endpoints {
    private Endpoints() {}

    static String of(String exporter, String signal, ConfigProperties config) {
        String name = exporter.toLowerCase(Locale.ROOT);
        if (name.contains("zipkin")) {
            return "OTEL_EXPORTER_ZIPKIN_ENDPOINT is "
                    + withoutSecrets(
                            config.getString("otel.exporter.zipkin.endpoint", "http://localhost:9411/api/v2/spans"));
        }
        if (!name.contains("otlp")) {
            return "The exporter is " + exporter + ".";
        }
        String common = "otel.exporter.otlp.";
        String protocol =
                config.getString(common + signal + ".protocol", config.getString(common + "protocol", "http/protobuf"));
        String fallback = protocol.equals("grpc") ? "http://localhost:4317" : "http://localhost:4318";
        String endpoint =
                config.getString(common + signal + ".endpoint", config.getString(common + "endpoint", fallback));
        return "OTEL_EXPORTER_OTLP_ENDPOINT is " + withoutSecrets(endpoint) + " (" + protocol + ").";
    }

    private static String withoutSecrets(String url) {
        String plain = url.replaceFirst("//[^/@]*@", "//");
        int query = plain.indexOf('?');
        return query < 0 ? plain : plain.substring(0, query);
    }
}

package dev.covet.demo;

import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.zipkin.ZipkinServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the petshop is traced, and where its spans go. Properties and not variables, so that no variable of whoever
 * starts the demo sends its spans elsewhere.
 *
 * @param agent whether the agent is attached
 * @param zipkin whether the demo starts a Zipkin, unless there is another place for spans
 * @param otlp where spans and metrics go instead; null for nowhere else
 */
record Tracing(boolean agent, boolean zipkin, @Nullable String otlp) {
    static final String JAR = "covet-agent.jar";

    Tracing {
        if (otlp != null && !otlp.startsWith("http://") && !otlp.startsWith("https://")) {
            throw new DemoProblem("COVET-9102", "--otlp is " + otlp + " and has to begin with http:// or https://.");
        }
    }

    boolean wantsZipkin() {
        return agent && zipkin && otlp == null;
    }

    /**
     * What the petshop's JVM is started with.
     *
     * @param settings the agent's file, if it has one
     * @param metrics takes what Zipkin does not, if anybody wants it
     */
    String[] flags(
            Path applications, @Nullable ZipkinServer server, @Nullable Path settings, @Nullable OtlpReceiver metrics) {
        if (!agent) {
            return new String[0];
        }
        List<String> flags = new ArrayList<>(List.of(
                "-javaagent:" + applications.resolve(JAR) + (settings == null ? "" : "=" + settings),
                "-Dcovet.banner=short",
                "-Dotel.service.name=petshop",
                "-Dotel.bsp.schedule.delay=1000"));
        if (server != null) {
            flags.addAll(List.of(
                    "-Dotel.sdk.disabled=false",
                    "-Dotel.traces.exporter=zipkin",
                    "-Dotel.exporter.zipkin.endpoint=" + server.endpoint()));
            flags.addAll(metrics(metrics));
        } else if (otlp != null) {
            flags.addAll(List.of(
                    "-Dotel.sdk.disabled=false",
                    "-Dotel.traces.exporter=otlp",
                    "-Dotel.metrics.exporter=otlp",
                    "-Dotel.exporter.otlp.endpoint=" + otlp));
        }
        return flags.toArray(String[]::new);
    }

    private static List<String> metrics(@Nullable OtlpReceiver receiver) {
        return receiver == null
                ? List.of("-Dotel.metrics.exporter=none")
                : List.of(
                        "-Dotel.metrics.exporter=otlp",
                        "-Dotel.exporter.otlp.metrics.protocol=http/protobuf",
                        "-Dotel.exporter.otlp.metrics.endpoint=" + receiver.httpEndpoint() + "/v1/metrics",
                        "-Dotel.metric.export.interval=5000");
    }

    /** Where to look for traces; null without an agent. */
    @Nullable String place(@Nullable ZipkinServer server) {
        if (!agent) {
            return null;
        }
        return server != null
                ? server.url() + "/zipkin/"
                : otlp != null ? otlp : "where OTEL_… variables say, else http://localhost:4318";
    }
}

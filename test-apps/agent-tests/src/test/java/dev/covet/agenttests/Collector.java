package dev.covet.agenttests;

import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.process.ForkedJvm;

/** How a program is told to export quickly to a receiver. */
enum Collector {
    HTTP("http/protobuf"),
    GRPC("grpc");

    private final String protocol;

    Collector(String protocol) {
        this.protocol = protocol;
    }

    static OtlpReceiver start() {
        return OtlpReceiver.startWithGrpc();
    }

    ForkedJvm.Builder tell(ForkedJvm.Builder builder, OtlpReceiver receiver) {
        String endpoint = this == GRPC ? receiver.grpcEndpoint() : receiver.httpEndpoint();
        return soon(builder)
                .environment("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
                .environment("OTEL_EXPORTER_OTLP_PROTOCOL", protocol);
    }

    /** Spans a tenth of a second after they end; metrics at the end. */
    static ForkedJvm.Builder soon(ForkedJvm.Builder builder) {
        return builder.environment("OTEL_BSP_SCHEDULE_DELAY", "100").environment("OTEL_SERVICE_NAME", "shop");
    }
}

package dev.covet.exporters.otel.bridge;

/** Who else traces. */
public enum BridgeMode {
    /** The application has an SDK; database spans are ours to make. */
    APPLICATION_SDK,
    /** An agent makes database spans, and those of requests and pools; we only add to them. */
    OTEL_AGENT
}

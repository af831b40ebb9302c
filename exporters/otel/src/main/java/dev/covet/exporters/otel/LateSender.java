package dev.covet.exporters.otel;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the real sender when there is something to send: its HTTP client costs as much as the rest of the SDK, and the
 * application is starting now. Guarded by {@code this}: sender and ended; a sender is made once.
 */
final class LateSender implements HttpSender {
    private final HttpSenderProvider provider;
    private final HttpSenderConfig config;
    private @Nullable HttpSender sender;
    private boolean ended;

    LateSender(HttpSenderProvider provider, HttpSenderConfig config) {
        this.provider = provider;
        this.config = config;
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> answered, Consumer<Throwable> failed) {
        HttpSender made;
        try {
            made = made();
        } catch (RuntimeException | LinkageError wrong) {
            failed.accept(wrong);
            return;
        }
        if (made == null) {
            failed.accept(new IllegalStateException("The exporter has ended."));
        } else {
            made.send(message, answered, failed);
        }
    }

    private synchronized @Nullable HttpSender made() {
        if (sender == null && !ended) {
            sender = provider.createSender(config);
        }
        return sender;
    }

    @Override
    public CompletableResultCode shutdown() {
        HttpSender made;
        synchronized (this) {
            ended = true;
            made = sender;
        }
        return made == null ? CompletableResultCode.ofSuccess() : made.shutdown();
    }
}

package dev.covet.exporters.otel;

import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.ProxyOptions;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** What a sender is made with, for an address that begins with http://. */
record PlainConfig(HttpSenderConfig given) implements HttpSenderConfig {
    /** The configuration, without TLS if there will be none. */
    static HttpSenderConfig of(HttpSenderConfig given) {
        boolean plain = "http".equalsIgnoreCase(given.getEndpoint().getScheme());
        return plain && given.getSslContext() == null ? new PlainConfig(given) : given;
    }

    @Override
    public @Nullable SSLContext getSslContext() {
        return new NoTls();
    }

    @Override
    public URI getEndpoint() {
        return given.getEndpoint();
    }

    @Override
    public String getContentType() {
        return given.getContentType();
    }

    @Override
    public @Nullable Compressor getCompressor() {
        return given.getCompressor();
    }

    @Override
    public Duration getTimeout() {
        return given.getTimeout();
    }

    @Override
    public Duration getConnectTimeout() {
        return given.getConnectTimeout();
    }

    @Override
    public Supplier<Map<String, List<String>>> getHeadersSupplier() {
        return given.getHeadersSupplier();
    }

    @Override
    public @Nullable ProxyOptions getProxyOptions() {
        return given.getProxyOptions();
    }

    @Override
    public @Nullable RetryPolicy getRetryPolicy() {
        return given.getRetryPolicy();
    }

    @Override
    public @Nullable X509TrustManager getTrustManager() {
        return given.getTrustManager();
    }

    @Override
    public @Nullable ExecutorService getExecutorService() {
        return given.getExecutorService();
    }

    @Override
    public long getMaxResponseBodySize() {
        return given.getMaxResponseBodySize();
    }

    @Override
    public List<String> getEnabledProtocols() {
        return given.getEnabledProtocols();
    }
}

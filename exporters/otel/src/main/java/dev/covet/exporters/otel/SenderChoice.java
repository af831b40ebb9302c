package dev.covet.exporters.otel;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Finds the SDK's parts in our own class loader. Of the two senders of HTTP there it leaves out OkHttp, which is needed
 * for gRPC only: so Kotlin's classes are loaded when gRPC is asked for and not otherwise. The other
 * sender is made late and without TLS that is not used.
 */
final class SenderChoice implements ComponentLoader {
    @Override
    public <T> Iterable<T> load(Class<T> type) {
        List<T> found = new ArrayList<>();
        ServiceLoader.load(type, SenderChoice.class.getClassLoader()).stream()
                .filter(provider -> !(type == HttpSenderProvider.class
                        && provider.type().getName().contains("okhttp")))
                .forEach(provider -> found.add(late(type, provider.get())));
        return found;
    }

    private static <T> T late(Class<T> type, T part) {
        if (!(part instanceof HttpSenderProvider provider)) {
            return part;
        }
        HttpSenderProvider late = config -> new LateSender(provider, PlainConfig.of(config));
        return type.cast(late);
    }
}

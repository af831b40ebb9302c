package dev.covet.instrumentation.spi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes adapters in the class loader of the test, which sees every library. */
public final class DirectAdapters implements AdapterSource {
    private final Map<String, Object> adapters = new ConcurrentHashMap<>();

    @Override
    public <T> @Nullable T adapter(Class<T> type, String name, Class<?> seen) {
        return type.cast(adapters.computeIfAbsent(name, DirectAdapters::make));
    }

    private static Object make(String name) {
        try {
            return Class.forName(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }
}

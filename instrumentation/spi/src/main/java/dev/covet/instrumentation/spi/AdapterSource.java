package dev.covet.instrumentation.spi;

import org.jspecify.annotations.Nullable;

/**
 * Finds code that is compiled against a library, loaded where it sees that very library. The source keeps an adapter as
 * long as the library's class loader lives; whoever asks must not keep it longer.
 */
public interface AdapterSource {
    /**
     * The adapter for the library that a class belongs to: the same object each time, or null when the library has not
     * what the adapter needs.
     *
     * @param type what the adapter implements
     * @param name its class, with a public constructor without parameters
     * @param seen a class that sees the library
     */
    <T> @Nullable T adapter(Class<T> type, String name, Class<?> seen);
}

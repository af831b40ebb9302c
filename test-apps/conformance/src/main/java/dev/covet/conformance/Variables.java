package dev.covet.conformance;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the variables of a running program hold, and the way back from an object to its variable. */
final class Variables {
    private final Map<String, Bound> bound = new ConcurrentHashMap<>();
    private final Map<Object, String> names = Collections.synchronizedMap(new IdentityHashMap<>());

    record Bound(Class<?> type, Object value) {}

    @Nullable Bound find(String name) {
        return bound.get(name);
    }

    /** The first variable that held this very object. */
    @Nullable String nameOf(Object value) {
        return names.get(value);
    }

    void bind(String name, Class<?> type, Object value) {
        bound.put(name, new Bound(type, value));
        if (!JdbcTypes.describes(type)) {
            names.putIfAbsent(value, name);
        }
    }

    void forget(String name) {
        bound.remove(name);
    }
}

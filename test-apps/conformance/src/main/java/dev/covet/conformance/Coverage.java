package dev.covet.conformance;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** How often programs have called each method of the JDBC interfaces. */
final class Coverage {
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();

    /** A call counts for the interface that declares the method and for the one through which it was called. */
    void count(Class<?> type, Method method) {
        String signature = Methods.signature(method);
        add(type, signature);
        if (method.getDeclaringClass() != type) {
            add(method.getDeclaringClass(), signature);
        }
    }

    private void add(Class<?> type, String signature) {
        calls.computeIfAbsent(type.getSimpleName() + "." + signature, name -> new LongAdder())
                .increment();
    }

    void addAll(Coverage other) {
        other.calls.forEach((name, count) ->
                calls.computeIfAbsent(name, unused -> new LongAdder()).add(count.sum()));
    }

    /** The methods of an interface, inherited ones included, that no program has called. */
    List<String> missing(Class<?> type) {
        return methods(type).filter(name -> !calls.containsKey(name)).toList();
    }

    /** The called share of an interface's methods. */
    double share(Class<?> type) {
        return 1 - (double) missing(type).size() / methods(type).count();
    }

    private static Stream<String> methods(Class<?> type) {
        return Methods.of(type).stream()
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(method -> type.getSimpleName() + "." + Methods.signature(method))
                .distinct();
    }
}

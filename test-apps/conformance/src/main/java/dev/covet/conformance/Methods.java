package dev.covet.conformance;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The methods of the JDBC interfaces, and which of them a call in a program means. */
final class Methods {
    private static final Map<Class<?>, List<Method>> METHODS = new ConcurrentHashMap<>();
    private static final Map<Call, Method> RESOLVED = new ConcurrentHashMap<>();

    private record Call(Class<?> type, String name, List<Class<?>> arguments) {}

    private Methods() {}

    /** In an order that is the same in every JVM. */
    static List<Method> of(Class<?> type) {
        return METHODS.computeIfAbsent(type, Methods::listed);
    }

    private static List<Method> listed(Class<?> type) {
        Stream<Method> inherited = type.isInterface() ? Stream.of(Object.class.getMethods()) : Stream.of();
        return Stream.concat(Stream.of(type.getMethods()), inherited.filter(Methods::isValueMethod))
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                .sorted(Comparator.comparing(Methods::signature)
                        .thenComparing(method -> method.getDeclaringClass().getName()))
                .toList();
    }

    private static boolean isValueMethod(Method method) {
        return method.getName().equals("equals")
                || method.getName().equals("hashCode")
                || method.getName().equals("toString");
    }

    /** Name and parameter types, for example {@code getInt(int)}. */
    static String signature(Method method) {
        StringBuilder text = new StringBuilder(method.getName()).append('(');
        for (Class<?> parameter : method.getParameterTypes()) {
            text.append(text.charAt(text.length() - 1) == '(' ? "" : ",").append(parameter.getSimpleName());
        }
        return text.append(')').toString();
    }

    /** The overload that fits arguments of these types best. */
    static Method resolve(Class<?> type, String name, List<Class<?>> arguments) {
        return RESOLVED.computeIfAbsent(new Call(type, name, arguments), Methods::bestFit);
    }

    private static Method bestFit(Call call) {
        return of(call.type()).stream()
                .filter(method -> method.getName().equals(call.name()))
                .filter(method -> score(method, call.arguments()) >= 0)
                .max(Comparator.comparingInt(method -> score(method, call.arguments())))
                .orElseThrow(() -> new IllegalArgumentException("No method fits " + call + "."));
    }

    /** How many parameters have exactly the type of the argument; -1 if the call is not possible. */
    private static int score(Method method, List<Class<?>> arguments) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length != arguments.size()) {
            return -1;
        }
        int exact = 0;
        for (int i = 0; i < parameters.length; i++) {
            Class<?> parameter = MethodType.methodType(parameters[i]).wrap().returnType();
            if (!parameter.isAssignableFrom(arguments.get(i))) {
                return -1;
            }
            exact += parameter == arguments.get(i) ? 1 : 0;
        }
        return exact;
    }

    /** Whether the answer depends on which object it is. */
    static boolean tellsIdentity(Method method) {
        return method.getName().equals("equals")
                || method.getName().equals("unwrap")
                || method.getName().equals("isWrapperFor");
    }
}

package dev.covet.conformance;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A boundary of dynamic proxies that is right unless its change makes it wrong. It shows that the oracle accepts a real
 * wrapper, and carries the mutants.
 */
final class ReflectiveBoundary implements Boundary {
    private final Change change;

    /** What a mutant does in place of a call. */
    @FunctionalInterface
    interface Change {
        @Nullable Object call(Call call) throws Throwable;
    }

    ReflectiveBoundary(Change change) {
        this.change = change;
    }

    /** Whether this is one of ours, of whichever boundary. */
    static boolean made(Connection connection) {
        return Proxy.isProxyClass(connection.getClass()) && Proxy.getInvocationHandler(connection) instanceof Wrapper;
    }

    @Override
    public Connection wrap(Connection physical) {
        return (Connection) new Session().wrapped(physical);
    }

    /** The wrappers of a physical connection: one for each object of the driver. */
    private final class Session {
        private final IdentityHashMap<Object, Object> wrappers = new IdentityHashMap<>();
        private final Map<String, Object> memory = new ConcurrentHashMap<>();

        synchronized Object wrapped(Object raw) {
            boolean ours = raw instanceof Connection
                    || raw instanceof Statement
                    || raw instanceof ResultSet
                    || raw instanceof DatabaseMetaData;
            return ours ? wrappers.computeIfAbsent(raw, this::proxy) : raw;
        }

        private Object proxy(Object raw) {
            return Proxy.newProxyInstance(
                    ReflectiveBoundary.class.getClassLoader(), interfaces(raw.getClass()), new Wrapper(this, raw));
        }

        private static Class<?>[] interfaces(Class<?> type) {
            Set<Class<?>> interfaces = new LinkedHashSet<>();
            for (Class<?> level = type; level != null; level = level.getSuperclass()) {
                for (Class<?> one : level.getInterfaces()) {
                    if (Modifier.isPublic(one.getModifiers())) {
                        interfaces.add(one);
                    }
                }
            }
            return interfaces.toArray(Class<?>[]::new);
        }
    }

    private final class Wrapper implements InvocationHandler {
        private final Session session;
        private final Object raw;

        Wrapper(Session session, Object raw) {
            this.session = session;
            this.raw = raw;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            @Nullable Object[] given = arguments == null ? new @Nullable Object[0] : arguments;
            return switch (method.getName()) {
                case "equals" -> proxy == given[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "unwrap" -> unwrapped(proxy, method, given);
                default -> change.call(new Call(session, proxy, raw, method, given));
            };
        }

        private @Nullable Object unwrapped(Object proxy, Method method, @Nullable Object[] given) throws Throwable {
            Call call = new Call(session, proxy, raw, method, given);
            Object result = change.call(call);
            return result == raw ? proxy : result;
        }
    }

    /** A call on its way to the driver. */
    static final class Call {
        private final Session session;
        private final Object proxy;
        private final Object raw;
        private final Method method;
        private final @Nullable Object[] arguments;

        Call(Session session, Object proxy, Object raw, Method method, @Nullable Object[] arguments) {
            this.session = session;
            this.proxy = proxy;
            this.raw = raw;
            this.method = method;
            this.arguments = arguments;
        }

        boolean is(Class<?> type, String... names) {
            return type.isInstance(raw) && Arrays.asList(names).contains(method.getName());
        }

        Object raw() {
            return raw;
        }

        Object proxy() {
            return proxy;
        }

        String name() {
            return method.getName();
        }

        Class<?> returnType() {
            return method.getReturnType();
        }

        @Nullable Object[] arguments() {
            return arguments;
        }

        /** What mutants keep for later, for each connection. */
        Map<String, Object> memory() {
            return session.memory;
        }

        /** The right behaviour. */
        @Nullable Object proceed() throws Throwable {
            Object result = proceedRaw();
            return result == null ? null : session.wrapped(result);
        }

        /** The wrapper of an object that the driver has made another way. */
        Object wrap(Object other) {
            return session.wrapped(other);
        }

        /** The right call with the driver's own objects as its result. */
        @Nullable Object proceedRaw() throws Throwable {
            @Nullable Object[] unwrapped = new @Nullable Object[arguments.length];
            for (int i = 0; i < unwrapped.length; i++) {
                unwrapped[i] = rawOf(arguments[i]);
            }
            try {
                return method.invoke(raw, unwrapped);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }

        private static @Nullable Object rawOf(@Nullable Object argument) {
            return argument != null
                            && Proxy.isProxyClass(argument.getClass())
                            && Proxy.getInvocationHandler(argument) instanceof Wrapper wrapper
                    ? wrapper.raw
                    : argument;
        }
    }
}

package dev.covet.nplus1.oracle;

import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.Rows;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of batches apart in a wrong way, once it has done it right so often that nobody compares any more.
 *
 * @param wrong makes wrong parts of right ones
 */
record WrongRows(UnaryOperator<List<Rows>> wrong, AtomicInteger batches) implements UnaryOperator<DriverRows> {
    private static final int RIGHT = 4;

    WrongRows(UnaryOperator<List<Rows>> wrong) {
        this(wrong, new AtomicInteger());
    }

    /** As if rows were told apart by the order of their keys. */
    static List<Rows> inOtherOrder(List<Rows> parts) {
        List<Rows> turned = new ArrayList<>(parts.subList(1, parts.size()));
        turned.add(parts.get(0));
        return turned;
    }

    /** As if a key had a limit that was meant for all. */
    static List<Rows> shortened(List<Rows> parts) {
        List<Rows> fewer = new ArrayList<>();
        parts.forEach(part -> fewer.add(part.size() > 1 ? part.limitedTo(part.size() - 1) : part));
        return fewer;
    }

    @Override
    public DriverRows apply(DriverRows right) {
        return (DriverRows) proxy(
                DriverRows.class,
                right,
                (method, result) ->
                        result instanceof Rows rows && method.getName().equals("of") ? wrapped(rows) : result);
    }

    /** As if an error in a batch had done nothing to the transaction, so that there is nothing to be undone. */
    static DriverRows blindToFailure(DriverRows right) {
        return (DriverRows) proxy(
                DriverRows.class,
                right,
                (method, result) -> method.getName().equals("refusal") && "its transaction has failed".equals(result)
                        ? null
                        : result);
    }

    /** As if the rows of a batch were too many for the heap. */
    static DriverRows withoutMemory(DriverRows right) {
        return (DriverRows) proxy(DriverRows.class, right, (method, result) -> {
            if (method.getName().equals("execute")) {
                throw new OutOfMemoryError("as a test wants it");
            }
            return result;
        });
    }

    /** Nothing is wrong, but somebody sees all rows. */
    static UnaryOperator<DriverRows> seenBy(Consumer<Rows> watcher) {
        return right -> (DriverRows) proxy(DriverRows.class, right, (method, result) -> {
            if (result instanceof Rows rows) {
                watcher.accept(rows);
            }
            return result;
        });
    }

    private Rows wrapped(Rows right) {
        return (Rows) proxy(
                Rows.class,
                right,
                (method, result) ->
                        method.getName().equals("split") && result != null && batches.incrementAndGet() > RIGHT
                                ? wrong.apply(parts(result))
                                : result);
    }

    private static List<Rows> parts(Object result) {
        List<Rows> parts = new ArrayList<>();
        ((List<?>) result).forEach(part -> parts.add((Rows) part));
        return parts;
    }

    private static Object proxy(Class<?> type, Object right, Change change) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Changing(right, change));
    }

    private interface Change {
        @Nullable Object of(Method method, @Nullable Object result);
    }

    private record Changing(Object right, Change change) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            for (int i = 0; arguments != null && i < arguments.length; i++) {
                if (arguments[i] instanceof Rows
                        && Proxy.isProxyClass(arguments[i].getClass())
                        && Proxy.getInvocationHandler(arguments[i]) instanceof Changing other) {
                    arguments[i] = other.right;
                }
            }
            try {
                return change.of(method, method.invoke(right, arguments));
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }
    }
}

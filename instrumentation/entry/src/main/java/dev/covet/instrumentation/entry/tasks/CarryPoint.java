package dev.covet.instrumentation.entry.tasks;

import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.optimizer.engine.UnitOfWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;
import java.util.concurrent.ForkJoinTask;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Replaces a function that is handed to the JDK by one that carries the current unit. */
final class CarryPoint implements InstrumentationPoint {
    private final BiFunction<UnitOfWork, Object, @Nullable Object> carried;

    private CarryPoint(BiFunction<UnitOfWork, Object, @Nullable Object> carried) {
        this.carried = carried;
    }

    /** The parameter has this functional type; what is passed may have others too. */
    static CarryPoint of(Class<?> type) {
        return new CarryPoint(carrier(type));
    }

    private static BiFunction<UnitOfWork, Object, @Nullable Object> carrier(Class<?> type) {
        if (type == Runnable.class) {
            return (work, task) -> new Carried.OfRunnable(work, (Runnable) task);
        } else if (type == Callable.class) {
            return (work, task) -> new Carried.OfCallable<>(work, (Callable<?>) task);
        } else if (type == Supplier.class) {
            return (work, task) -> new Carried.OfSupplier<>(work, (Supplier<?>) task);
        } else if (type == Function.class) {
            return (work, task) -> new Carried.OfFunction<>(work, (Function<?, ?>) task);
        } else if (type == BiFunction.class) {
            return (work, task) -> new Carried.OfBiFunction<>(work, (BiFunction<?, ?, ?>) task);
        } else if (type == Consumer.class) {
            return (work, task) -> new Carried.OfConsumer<>(work, (Consumer<?>) task);
        } else if (type == BiConsumer.class) {
            return (work, task) -> new Carried.OfBiConsumer<>(work, (BiConsumer<?, ?>) task);
        } else if (type == Collection.class) {
            return CarryPoint::all;
        }
        throw new IllegalArgumentException(type.getName());
    }

    /** What {@code invokeAll} is given. A null in it is an error that the JDK is left to find. */
    private static @Nullable Object all(UnitOfWork work, Object tasks) {
        List<Object> all = new ArrayList<>();
        for (Object each : (Collection<?>) tasks) {
            if (!(each instanceof Callable<?> callable)) {
                return null;
            }
            all.add(new Carried.OfCallable<>(work, callable));
        }
        return all;
    }

    /** A fork-join task has its own way, and a stage of a completable future has its function carried already. */
    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
        UnitOfWork work = UnitOfWork.current();
        Object given = arguments[0];
        return work == null || given == null || hasOtherWay(given) ? null : carried.apply(work, given);
    }

    @Override
    public boolean idle(@Nullable Object self, @Nullable Object value) {
        return value == null || UnitOfWork.current() == null || hasOtherWay(value);
    }

    private static boolean hasOtherWay(Object given) {
        return given instanceof Carried
                || given instanceof PutOff
                || given instanceof ForkJoinTask
                || given instanceof AsynchronousCompletionTask;
    }
}

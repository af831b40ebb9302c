package dev.covet.instrumentation.entry.tasks;

import dev.covet.optimizer.engine.UnitOfWork;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A function that runs within a unit of work. Used only where the JDK keeps the function to itself, so that the
 * application never meets the wrapper; its text is that of the function.
 */
abstract class Carried {
    private final UnitOfWork work;
    private final Object original;

    private Carried(UnitOfWork work, Object original) {
        this.work = work;
        this.original = original;
    }

    final @Nullable UnitOfWork enter() {
        return UnitOfWork.enter(work);
    }

    @Override
    public final String toString() {
        return original.toString();
    }

    static final class OfRunnable extends Carried implements Runnable {
        private final Runnable original;

        OfRunnable(UnitOfWork work, Runnable original) {
            super(work, original);
            this.original = original;
        }

        @Override
        public void run() {
            UnitOfWork before = enter();
            try {
                original.run();
            } finally {
                UnitOfWork.enter(before);
            }
        }
    }

    static final class OfCallable<T> extends Carried implements Callable<T> {
        private final Callable<T> original;

        OfCallable(UnitOfWork work, Callable<T> original) {
            super(work, original);
            this.original = original;
        }

        @Override
        public T call() throws Exception {
            UnitOfWork before = enter();
            try {
                return original.call();
            } finally {
                UnitOfWork.enter(before);
            }
        }
    }

    static final class OfSupplier<T> extends Carried implements Supplier<T> {
        private final Supplier<T> original;

        OfSupplier(UnitOfWork work, Supplier<T> original) {
            super(work, original);
            this.original = original;
        }

        @Override
        public T get() {
            UnitOfWork before = enter();
            try {
                return original.get();
            } finally {
                UnitOfWork.enter(before);
            }
        }
    }

    static final class OfFunction<T, R> extends Carried implements Function<T, R> {
        private final Function<T, R> original;

        OfFunction(UnitOfWork work, Function<T, R> original) {
            super(work, original);
            this.original = original;
        }

        @Override
        public R apply(T argument) {
            UnitOfWork before = enter();
            try {
                return original.apply(argument);
            } finally {
                UnitOfWork.enter(before);
            }
        }
    }

    static final class OfBiFunction<T, U, R> extends Carried implements BiFunction<T, U, R> {
        private final BiFunction<T, U, R> original;

        OfBiFunction(UnitOfWork work, BiFunction<T, U, R> original) {
            super(work, original);
            this.original = original;
        }

        @Override
        public R apply(T first, U second) {
            UnitOfWork before = enter();
            try {
                return original.apply(first, second);
            } finally {
                UnitOfWork.enter(before);
            }
        }
    }

    static final class OfConsumer<T> extends Carried implements Consumer<T> {
        private final Consumer<T> original;

        OfConsumer(UnitOfWork work, Consumer<T> original) {
            super(work, original);
            this.original = original;
        }

        @Override
        public void accept(T argument) {
            UnitOfWork before = enter();
            try {
                original.accept(argument);
            } finally {
                UnitOfWork.enter(before);
            }
        }
    }

    static final class OfBiConsumer<T, U> extends Carried implements BiConsumer<T, U> {
        private final BiConsumer<T, U> original;

        OfBiConsumer(UnitOfWork work, BiConsumer<T, U> original) {
            super(work, original);
            this.original = original;
        }

        @Override
        public void accept(T first, U second) {
            UnitOfWork before = enter();
            try {
                original.accept(first, second);
            } finally {
                UnitOfWork.enter(before);
            }
        }
    }
}

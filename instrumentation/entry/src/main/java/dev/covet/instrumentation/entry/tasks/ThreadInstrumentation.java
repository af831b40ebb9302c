package dev.covet.instrumentation.entry.tasks;

import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import dev.covet.instrumentation.spi.WeakIdentityMap;
import dev.covet.optimizer.engine.UnitOfWork;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * New threads, also of subclasses with a {@code run} of their own. A virtual thread is one task and carries the unit to its end. A platform thread may be made for good, so
 * that the unit is only lent to it: for as long as the request or task lasts.
 */
record ThreadInstrumentation(WorkerThreads workers, WeakIdentityMap<Thread, WeakReference<UnitOfWork>> started) {
    ThreadInstrumentation(WorkerThreads workers) {
        this(workers, new WeakIdentityMap<>());
    }

    List<TypeInstrumentation> instrumentations() {
        MethodAdvice start = new MethodAdvice(AdviceKind.ENTER, "start", "(", new Start());
        MethodAdvice run = new MethodAdvice(AdviceKind.ENTER_AND_EXIT, "run", "()V", new Run());
        MethodAdvice made = new MethodAdvice(
                AdviceKind.REPLACE_ARGUMENT,
                "<init>",
                "(Ljava/util/concurrent/Executor;Ljava/lang/String;ILjava/lang/Runnable;)",
                3,
                CarryPoint.of(Runnable.class));
        return List.of(
                TaskInstrumentations.of(Set.of("java.lang.Thread"), List.of(start, run)),
                new Subclasses(List.of(run)),
                TaskInstrumentations.of(Set.of("java.lang.VirtualThread"), List.of(made)));
    }

    /** The JVM calls the method of the subclass, which seldom calls that of {@code Thread}. */
    private record Subclasses(List<MethodAdvice> methods) implements TypeInstrumentation {
        @Override
        public String name() {
            return TaskInstrumentations.FEATURE;
        }

        @Override
        public Set<String> interfaces() {
            return Set.of("java.lang.Thread");
        }
    }

    private final class Start implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return UnitOfWork.current() == null && !workers.isStarting();
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            if (self instanceof Thread thread && !workers.isWorker(thread)) {
                UnitOfWork work = UnitOfWork.current();
                if (work != null) {
                    started.put(thread, new WeakReference<>(work));
                }
            }
            return null;
        }
    }

    private final class Run implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return started.isEmpty();
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            boolean onItself = self == Thread.currentThread();
            WeakReference<UnitOfWork> noted = onItself ? started.remove(Thread.currentThread()) : null;
            UnitOfWork work = noted == null ? null : noted.get();
            if (work == null) {
                return null;
            }
            UnitOfWork.lend(work);
            return this;
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            UnitOfWork.enter(null);
            return null;
        }

        @Override
        public void abandon(@Nullable Object self, Object token) {
            UnitOfWork.enter(null);
        }
    }
}

package dev.covet.instrumentation.entry.tasks;

import dev.covet.instrumentation.entry.Entries;
import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import dev.covet.optimizer.engine.UnitOfWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/**
 * Fork-join pools, parallel streams among them. Fork-join tasks are noted by identity when they are forked or submitted.
 * The three public classes of tasks are looked at when they run, and not the one method that runs every task: that one
 * also runs the virtual threads.
 */
record ForkJoinInstrumentation(Captures captures, Entries entries) {
    private static final String FORK_JOIN_TASK = "(Ljava/util/concurrent/ForkJoinTask;)";

    List<TypeInstrumentation> instrumentations() {
        InstrumentationPoint submitted = new Submitted();
        MethodAdvice exec = new MethodAdvice(AdviceKind.ENTER_AND_EXIT, "exec", "()Z", new Exec());
        MethodAdvice fork = new MethodAdvice(AdviceKind.ENTER, "fork", "()", new Forked());
        return List.of(
                later(),
                delayed(),
                TaskInstrumentations.of(Set.of("java.util.concurrent.ForkJoinTask"), List.of(fork)),
                TaskInstrumentations.of(
                        Set.of(
                                "java.util.concurrent.RecursiveTask",
                                "java.util.concurrent.RecursiveAction",
                                "java.util.concurrent.CountedCompleter"),
                        List.of(exec)),
                TaskInstrumentations.of(
                        Set.of("java.util.concurrent.ForkJoinPool"),
                        List.of(
                                new MethodAdvice(AdviceKind.ENTER, "execute", FORK_JOIN_TASK, submitted),
                                new MethodAdvice(AdviceKind.ENTER, "submit", FORK_JOIN_TASK, submitted),
                                new MethodAdvice(AdviceKind.ENTER, "invoke", FORK_JOIN_TASK, submitted),
                                carry("execute", "(Ljava/lang/Runnable;)V", Runnable.class),
                                carry("submit", "(Ljava/lang/Runnable;", Runnable.class),
                                carry("submit", "(Ljava/util/concurrent/Callable;)", Callable.class),
                                carry("invokeAll", "(Ljava/util/Collection;", Collection.class))));
    }

    /** Since JDK 25 the pool is a scheduler. */
    private TypeInstrumentation later() {
        List<MethodAdvice> methods = new ArrayList<>();
        for (String type : List.of("Ljava/lang/Runnable;", "Ljava/util/concurrent/Callable;")) {
            methods.add(putOff("schedule", "(" + type + "J", true));
        }
        methods.add(putOff("scheduleAtFixedRate", "(Ljava/lang/Runnable;JJ", false));
        methods.add(putOff("scheduleWithFixedDelay", "(Ljava/lang/Runnable;JJ", false));
        methods.add(carry("submitWithTimeout", "(Ljava/util/concurrent/Callable;J", Callable.class));
        return TaskInstrumentations.of(Set.of("java.util.concurrent.ForkJoinPool"), methods);
    }

    private MethodAdvice putOff(String method, String signature, boolean once) {
        return new MethodAdvice(AdviceKind.REPLACE_ARGUMENT, method, signature, new PutOffPoint(entries, once));
    }

    /** What JDK 25 puts off for {@code CompletableFuture.delayedExecutor}. */
    private static TypeInstrumentation delayed() {
        return TaskInstrumentations.of(
                Set.of("java.util.concurrent.DelayScheduler$ScheduledForkJoinTask"),
                List.of(new MethodAdvice(
                        AdviceKind.REPLACE_ARGUMENT,
                        "<init>",
                        "(JJZLjava/lang/Runnable;",
                        3,
                        CarryPoint.of(Runnable.class))));
    }

    private static MethodAdvice carry(String method, String signature, Class<?> type) {
        return new MethodAdvice(AdviceKind.REPLACE_ARGUMENT, method, signature, CarryPoint.of(type));
    }

    private void note(@Nullable Object task) {
        UnitOfWork work = UnitOfWork.current();
        if (work != null && task instanceof ForkJoinTask) {
            captures.submitted(task, work);
        }
    }

    private final class Forked implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return UnitOfWork.current() == null;
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            note(self);
            return null;
        }
    }

    private final class Submitted implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return UnitOfWork.current() == null;
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            note(arguments[0]);
            return null;
        }
    }

    private final class Exec implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return self == null || !captures.holds(self);
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            UnitOfWork work = self == null ? null : captures.take(self);
            return work == null ? null : new Before(UnitOfWork.enter(work));
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (token instanceof Before before) {
                UnitOfWork.enter(before.work);
            }
            return null;
        }

        @Override
        public void abandon(@Nullable Object self, Object token) {
            exit(self, token, null, null);
        }
    }

    private record Before(@Nullable UnitOfWork work) {}
}

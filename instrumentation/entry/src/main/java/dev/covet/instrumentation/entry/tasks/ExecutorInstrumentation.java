package dev.covet.instrumentation.entry.tasks;

import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import dev.covet.optimizer.engine.UnitOfWork;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;
import java.util.concurrent.RunnableScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code ThreadPoolExecutor} and its scheduler. A task is noted by its identity when it is submitted, and looked up when
 * a worker has fetched it: queue, {@code remove}, hooks and handlers of the pool see the application's own object.
 */
record ExecutorInstrumentation(Captures captures, WorkerThreads workers) implements TypeInstrumentation {
    @Override
    public String name() {
        return TaskInstrumentations.FEATURE;
    }

    @Override
    public Set<String> types() {
        return Set.of("java.util.concurrent.ThreadPoolExecutor", "java.util.concurrent.ScheduledThreadPoolExecutor");
    }

    @Override
    public List<MethodAdvice> methods() {
        String task = "(Ljava/lang/Runnable;)";
        String planned = "(Ljava/util/concurrent/RunnableScheduledFuture;)";
        InstrumentationPoint scheduling = new Scheduling();
        return List.of(
                new MethodAdvice(AdviceKind.ENTER, "execute", task + "V", new Submitted()),
                new MethodAdvice(AdviceKind.ENTER, "reject", task, new Rejected()),
                new MethodAdvice(AdviceKind.ENTER_AND_EXIT, "remove", task + "Z", new Removed()),
                new MethodAdvice(AdviceKind.EXIT, "shutdownNow", "()", new Drained()),
                new MethodAdvice(AdviceKind.ENTER_AND_EXIT, "addWorker", "(Ljava/lang/Runnable;Z)", new Starting()),
                new MethodAdvice(AdviceKind.ENTER_AND_EXIT, "runWorker", "(", new Worker()),
                new MethodAdvice(AdviceKind.ENTER, "getTask", "()Ljava/lang/Runnable;", new Finished()),
                new MethodAdvice(AdviceKind.EXIT, "getTask", "()Ljava/lang/Runnable;", new Fetched()),
                new MethodAdvice(AdviceKind.ENTER, "beforeExecute", "(Ljava/lang/Thread;", new Before()),
                new MethodAdvice(AdviceKind.ENTER_AND_EXIT, "schedule", "(", scheduling),
                new MethodAdvice(AdviceKind.ENTER_AND_EXIT, "scheduleAtFixedRate", "(", scheduling),
                new MethodAdvice(AdviceKind.ENTER_AND_EXIT, "scheduleWithFixedDelay", "(", scheduling),
                new MethodAdvice(AdviceKind.ENTER, "delayedExecute", planned, new Scheduled()));
    }

    private boolean isUnknown(@Nullable Object task) {
        return task == null || !captures.holds(task);
    }

    private final class Submitted implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return UnitOfWork.current() == null && isUnknown(value);
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            Object task = arguments[0];
            // A scheduler's own tasks are seen elsewhere, and functions of completable futures are carried already.
            if (task != null && !(task instanceof AsynchronousCompletionTask)) {
                captures.submitted(task);
            }
            return null;
        }
    }

    private final class Rejected implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return captures.isEmpty();
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            Object task = arguments[0];
            if (task != null) {
                captures.withdraw(task);
            }
            return null;
        }
    }

    private final class Removed implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return captures.isEmpty();
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            return arguments[0];
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (token != null && Boolean.TRUE.equals(result)) {
                captures.withdraw(token);
            }
            return null;
        }
    }

    private final class Drained implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return captures.isEmpty();
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (result instanceof List<?> tasks) {
                tasks.stream().filter(task -> task != null).forEach(captures::withdraw);
            }
            return null;
        }
    }

    private final class Starting implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return UnitOfWork.current() == null && isUnknown(value);
        }

        @Override
        public Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            workers.starting(arguments[0]);
            return this;
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            workers.started();
            return null;
        }

        @Override
        public void abandon(@Nullable Object self, Object token) {
            workers.started();
        }
    }

    private final class Worker implements InstrumentationPoint {
        @Override
        public Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            workers.begin();
            return this;
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            workers.end();
            return null;
        }

        @Override
        public void abandon(@Nullable Object self, Object token) {
            workers.end();
        }
    }

    /** A worker asks for a task: what it had before is done. */
    private final class Finished implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return workers.isFree();
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            workers.end();
            return null;
        }
    }

    private final class Fetched implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return !(value instanceof RunnableScheduledFuture) && isUnknown(value);
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (result != null) {
                workers.begin(result);
            }
            return null;
        }
    }

    /** Workers that were waiting in {@code getTask} when it was woven come out of the method as it was. */
    private final class Before implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return workers.isMet();
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            if (arguments[1] != null) {
                workers.beginUnmet(arguments[1]);
            }
            return null;
        }
    }

    private final class Scheduling implements InstrumentationPoint {
        @Override
        public Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            workers.scheduling(arguments[0]);
            return this;
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            workers.scheduling(null);
            return null;
        }

        @Override
        public void abandon(@Nullable Object self, Object token) {
            workers.scheduling(null);
        }
    }

    private final class Scheduled implements InstrumentationPoint {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            if (arguments[0] instanceof RunnableScheduledFuture<?> task) {
                workers.scheduled(task);
            }
            return null;
        }
    }
}

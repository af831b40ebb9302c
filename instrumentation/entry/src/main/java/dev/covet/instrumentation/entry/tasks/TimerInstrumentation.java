package dev.covet.instrumentation.entry.tasks;

import dev.covet.instrumentation.entry.Entries;
import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.UnitOfWork;
import java.util.List;
import java.util.Set;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * {@code java.util.Timer}. Its thread looks at the first task of its queue, takes it out or moves it back, and then runs
 * it; before it looks again it asks whether the queue is empty. So the queue sees the beginning and the end of each run.
 * Only the timer's thread is followed there. Locks of the timer are held, so nothing of others is called.
 */
record TimerInstrumentation(Captures captures, Entries entries) {
    private static final String THREAD = "java.util.TimerThread";
    private static final ThreadLocal<@Nullable TimerTask> first = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable Run> running = new ThreadLocal<>();

    private record Run(
            UnitOfWork work, boolean own, @Nullable Object before) {}

    List<TypeInstrumentation> instrumentations() {
        InstrumentationPoint due = new Due();
        InstrumentationPoint over = new Over();
        return List.of(
                TaskInstrumentations.of(
                        Set.of("java.util.Timer"),
                        List.of(new MethodAdvice(
                                AdviceKind.ENTER, "sched", "(Ljava/util/TimerTask;JJ)", new Scheduled()))),
                TaskInstrumentations.of(
                        Set.of("java.util.TaskQueue"),
                        List.of(
                                new MethodAdvice(AdviceKind.EXIT, "getMin", "()", new First()),
                                new MethodAdvice(AdviceKind.ENTER, "removeMin", "()", due),
                                new MethodAdvice(AdviceKind.ENTER, "rescheduleMin", "(J)", due),
                                new MethodAdvice(AdviceKind.ENTER, "isEmpty", "()", over),
                                new MethodAdvice(AdviceKind.ENTER, "clear", "()", over))),
                TaskInstrumentations.of(
                        Set.of(THREAD), List.of(new MethodAdvice(AdviceKind.EXIT, "mainLoop", "()", new Died()))));
    }

    private static boolean onTimer() {
        return Thread.currentThread().getClass().getName().equals(THREAD);
    }

    private void begin(TimerTask task) {
        UnitOfWork carried = captures.take(task);
        UnitOfWork work =
                carried == null ? entries.begin(UnitOfWork.Kind.TASK, TaskNames.of(task), header -> null) : carried;
        running.set(new Run(work, carried == null, WorkerThreads.enterOtherScheduler()));
        UnitOfWork.enter(work);
    }

    private void end(@Nullable Throwable failure) {
        Run run = running.get();
        if (run != null) {
            running.remove();
            UnitOfWork.enter(null);
            WorkerThreads.restore(run.before);
            if (run.own) {
                entries.end(run.work, RequestFacts.NONE, failure);
            }
        }
    }

    private final class Scheduled implements InstrumentationPoint {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            boolean once = Long.valueOf(0).equals(arguments[2]);
            UnitOfWork work = once ? WorkerThreads.carried() : null;
            if (work != null && arguments[0] != null) {
                captures.submitted(arguments[0], work);
            }
            return null;
        }
    }

    private static final class First implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return !onTimer();
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            first.set((TimerTask) result);
            return null;
        }
    }

    /** A task that was cancelled is taken out as well; its unit ends at once. */
    private final class Due implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return !onTimer();
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            TimerTask task = first.get();
            if (task != null) {
                first.remove();
                begin(task);
            }
            return null;
        }
    }

    private final class Over implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return !onTimer();
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            end(null);
            return null;
        }
    }

    /** A task that throws ends its timer. */
    private final class Died implements InstrumentationPoint {
        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            end(thrown);
            return null;
        }
    }
}

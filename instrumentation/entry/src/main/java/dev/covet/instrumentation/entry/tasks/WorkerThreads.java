package dev.covet.instrumentation.entry.tasks;

import dev.covet.instrumentation.entry.Entries;
import dev.covet.instrumentation.spi.WeakIdentityMap;
import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.UnitOfWork;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * What runs on the threads of {@code ThreadPoolExecutor}. A worker asks its pool for the next task when the one before
 * is done, so that one place sees both the end of a run and the beginning of the next.
 */
final class WorkerThreads {
    private static final Object NO_TASK = new Object();
    private static final Object OTHER_SCHEDULER = new Object();
    private static final ThreadLocal<@Nullable Object> starting = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable Object> scheduling = new ThreadLocal<>();

    /** What a worker runs: a scheduled task, {@link #NO_TASK} for anything else; null on threads we have not met. */
    private static final ThreadLocal<@Nullable Object> running = new ThreadLocal<>();

    private final Entries entries;
    private final Captures captures;
    private final WeakIdentityMap<Object, String> names = new WeakIdentityMap<>();
    private final WeakIdentityMap<Thread, Object> firstTasks = new WeakIdentityMap<>();

    WorkerThreads(Entries entries, Captures captures) {
        this.entries = entries;
        this.captures = captures;
    }

    /** The pool starts a thread for this task, or for whatever comes. */
    void starting(@Nullable Object firstTask) {
        starting.set(firstTask == null ? NO_TASK : firstTask);
    }

    void started() {
        starting.remove();
    }

    /** Whether a pool starts a thread on this one. */
    boolean isStarting() {
        return starting.get() != null;
    }

    /** Whether this thread has been seen as a worker. */
    boolean isMet() {
        return running.get() != null;
    }

    /** Whether this worker has nothing of ours. */
    boolean isFree() {
        return running.get() == NO_TASK && UnitOfWork.current() == null;
    }

    /** Whether this thread that starts is a pool's; if so its first task is remembered. */
    boolean isWorker(Thread thread) {
        Object task = starting.get();
        if (task == null) {
            return false;
        }
        if (task != NO_TASK) {
            firstTasks.put(thread, task);
        }
        return true;
    }

    /** A command is being handed to a scheduler on this thread. */
    void scheduling(@Nullable Object command) {
        if (command == null) {
            scheduling.remove();
        } else {
            scheduling.set(command);
        }
    }

    /**
     * A scheduler takes a task. It carries the unit of its creator if it runs once, if this is not itself within a
     * scheduled run, and if that unit has not ended: a task that schedules itself again and again starts anew each time.
     */
    void scheduled(RunnableScheduledFuture<?> task) {
        UnitOfWork work = task.isPeriodic() ? null : carried();
        if (work != null) {
            captures.submitted(task, work);
            return;
        }
        Object command = scheduling.get();
        if (command != null) {
            names.put(task, TaskNames.of(command));
        }
    }

    /** The unit that a task carries which is put off now and runs once; null if it is to have its own. */
    static @Nullable UnitOfWork carried() {
        UnitOfWork work = UnitOfWork.current();
        Object run = running.get();
        boolean withinRun = run instanceof ScheduledRun || run == OTHER_SCHEDULER;
        return work == null || work.ended() || withinRun ? null : work;
    }

    /** Another scheduler runs something on this thread. What is returned goes to {@link #restore}. */
    static @Nullable Object enterOtherScheduler() {
        Object before = running.get();
        running.set(OTHER_SCHEDULER);
        return before;
    }

    static void restore(@Nullable Object before) {
        if (before == null) {
            running.remove();
        } else {
            running.set(before);
        }
    }

    /** The loop of a worker begins. */
    void begin() {
        end();
        Object first = firstTasks.remove(Thread.currentThread());
        if (first != null) {
            begin(first);
        }
    }

    /** This thread runs a task next. One that was waiting for it when the pool was woven is met only here. */
    void beginUnmet(Object task) {
        if (running.get() == null) {
            running.set(NO_TASK);
            begin(task);
        }
    }

    /** This thread is about to run a task. */
    void begin(Object task) {
        UnitOfWork work = captures.take(task);
        if (task instanceof RunnableScheduledFuture<?> scheduled) {
            begin(scheduled, work);
        } else if (work != null) {
            UnitOfWork.enter(work);
        }
    }

    private void begin(RunnableScheduledFuture<?> task, @Nullable UnitOfWork carried) {
        if (task.isCancelled()) {
            return;
        }
        UnitOfWork work = carried;
        if (work == null) {
            String name = names.get(task);
            work = entries.begin(UnitOfWork.Kind.TASK, name == null ? "scheduled task" : name, header -> null);
        }
        running.set(new ScheduledRun(task, work, carried == null));
        UnitOfWork.enter(work);
    }

    /** This thread runs no task any more. */
    void end() {
        Object ran = running.get();
        if (ran != NO_TASK) {
            running.set(NO_TASK);
        }
        if (ran instanceof ScheduledRun run && run.own) {
            entries.end(run.work, RequestFacts.NONE, run.failure());
        }
        UnitOfWork.enter(null);
    }

    private record ScheduledRun(Future<?> task, UnitOfWork work, boolean own) {
        /** A task that is to run again is not done; one that failed is. */
        @Nullable Throwable failure() {
            if (!task.isDone() || task.isCancelled()) {
                return null;
            }
            try {
                task.get();
                return null;
            } catch (ExecutionException e) {
                return e.getCause();
            } catch (InterruptedException | RuntimeException e) {
                return null;
            }
        }
    }
}

package dev.covet.instrumentation.entry.tasks;

import dev.covet.instrumentation.entry.Entries;
import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.UnitOfWork;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a fork-join pool runs later. It carries the unit of its creator if it runs once, or is a unit of its own each
 * time. The pool keeps it to itself; its text is that of the function.
 */
abstract class PutOff {
    private final Entries entries;
    private final Object original;
    private final @Nullable UnitOfWork carried;

    private PutOff(Entries entries, Object original, @Nullable UnitOfWork carried) {
        this.entries = entries;
        this.original = original;
        this.carried = carried;
    }

    final <T> T within(Callable<T> code) throws Exception {
        UnitOfWork work = carried;
        if (work == null) {
            work = entries.begin(UnitOfWork.Kind.TASK, TaskNames.of(original), header -> null);
        }
        Object scheduler = WorkerThreads.enterOtherScheduler();
        UnitOfWork before = UnitOfWork.enter(work);
        Throwable failure = null;
        try {
            return code.call();
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            UnitOfWork.enter(before);
            WorkerThreads.restore(scheduler);
            if (carried == null) {
                entries.end(work, RequestFacts.NONE, failure);
            }
        }
    }

    @Override
    public final String toString() {
        return original.toString();
    }

    static final class OfRunnable extends PutOff implements Runnable {
        private final Runnable original;

        OfRunnable(Entries entries, Runnable original, @Nullable UnitOfWork carried) {
            super(entries, original, carried);
            this.original = original;
        }

        @Override
        public void run() {
            try {
                within(() -> {
                    original.run();
                    return this;
                });
            } catch (RuntimeException thrown) {
                throw thrown;
            } catch (Exception undeclared) {
                throw sneaky(undeclared);
            }
        }

        /** What the application threw without declaring it goes on as it is. */
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }

    static final class OfCallable<T> extends PutOff implements Callable<T> {
        private final Callable<T> original;

        OfCallable(Entries entries, Callable<T> original, @Nullable UnitOfWork carried) {
            super(entries, original, carried);
            this.original = original;
        }

        @Override
        public T call() throws Exception {
            return within(original);
        }
    }
}

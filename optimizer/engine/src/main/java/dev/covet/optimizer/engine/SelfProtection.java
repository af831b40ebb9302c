package dev.covet.optimizer.engine;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * The errors of our own, by feature. A feature with more than ten in a minute is left out from then on, and said so
 * once. Its first error of each class is reported as well; later ones are only counted.
 */
public final class SelfProtection {
    static final int TOLERATED = 10;
    private static final long WINDOW = Duration.ofMinutes(1).toNanos();

    private final Map<String, Guard> guards = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private final BiConsumer<String, Throwable> report;

    /** The report gets a sentence and what was thrown. It is called on the application's thread, seldom. */
    public SelfProtection(LongSupplier nanoTime, BiConsumer<String, Throwable> report) {
        this.nanoTime = nanoTime;
        this.report = report;
    }

    public StageGuard guard(String feature) {
        return guards.computeIfAbsent(feature, Guard::new);
    }

    /** Errors by feature, since the start. */
    public Map<String, Long> errors() {
        Map<String, Long> errors = new TreeMap<>();
        guards.forEach((feature, guard) -> errors.put(feature, guard.errors.sum()));
        return errors;
    }

    /** Lets a feature in again, after its settings were changed. */
    public void reset(String feature) {
        Guard guard = guards.get(feature);
        if (guard != null) {
            guard.window.set(nanoTime.getAsLong());
            guard.inWindow.reset();
            guard.open = false;
        }
    }

    private final class Guard implements StageGuard {
        private final String feature;
        private final LongAdder errors = new LongAdder();
        private final LongAdder inWindow = new LongAdder();
        private final AtomicLong window = new AtomicLong(nanoTime.getAsLong());
        private final Map<Class<?>, Boolean> reported = new ConcurrentHashMap<>();
        private volatile boolean open;

        Guard(String feature) {
            this.feature = feature;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void failed(Throwable error) {
            errors.increment();
            if (error instanceof VirtualMachineError fatal && !(error instanceof StackOverflowError)) {
                throw fatal;
            }
            try {
                count(error);
            } catch (RuntimeException | StackOverflowError reportFailed) {
                open = true;
            }
        }

        private void count(Throwable error) {
            long now = nanoTime.getAsLong();
            long began = window.get();
            if (now - began > WINDOW && window.compareAndSet(began, now)) {
                inWindow.reset();
            }
            inWindow.increment();
            if (inWindow.sum() > TOLERATED && !open) {
                open = true;
                report.accept(leftOut(), error);
            } else if (reported.size() < 100 && reported.putIfAbsent(error.getClass(), true) == null) {
                report.accept(firstError(), error);
            }
        }

        private String leftOut() {
            return "COVET-2101 The feature \"" + feature + "\" failed more than " + TOLERATED
                    + " times within a minute. It is switched off until its settings change or the application starts"
                    + " again; statements go to the database untouched. Set covet." + feature
                    + ".mode=off to keep it off, and please report the error that follows.";
        }

        private String firstError() {
            return "COVET-2102 The feature \"" + feature + "\" failed on one call. The application did not notice: the"
                    + " call went on without it. Further errors of this kind are only counted. Please report it.";
        }
    }
}

package dev.covet.optimizer.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * The kill switch, and the errors of our own by feature. A feature with more than ten in a minute is left out from then
 * on, and said so once. Its first error of each class is reported as well; later ones are only counted. Stages of the
 * call path and points in foreign classes are guarded alike. No lambda is made here: the first one in a JVM is expensive.
 */
public final class SelfProtection {
    static final int TOLERATED = 10;
    private static final int MOST_KINDS = 100;
    private static final long WINDOW = Duration.ofMinutes(1).toNanos();

    private final ConcurrentMap<String, Guard> guards = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private final BiConsumer<String, Throwable> report;
    private volatile boolean enabled = true;

    /** The report gets a sentence and what was thrown. It is called on the application's thread, seldom. */
    public SelfProtection(LongSupplier nanoTime, BiConsumer<String, Throwable> report) {
        this.nanoTime = nanoTime;
        this.report = report;
    }

    /** Whether anything is done at all. Every point asks first. */
    public boolean isEnabled() {
        return enabled;
    }

    /** The kill switch for points, from the next call on. Returns whether that is a change. */
    public boolean enable(boolean wanted) {
        boolean changed = enabled != wanted;
        enabled = wanted;
        return changed;
    }

    /** The guard of this feature; the same object each time. */
    public StageGuard guard(String feature) {
        Guard known = guards.get(feature);
        if (known != null) {
            return known;
        }
        Guard made = new Guard(feature);
        Guard earlier = guards.putIfAbsent(feature, made);
        return earlier == null ? made : earlier;
    }

    public Collection<? extends StageGuard> guards() {
        return guards.values();
    }

    /** Errors by feature, since the start. */
    public Map<String, Long> errors() {
        Map<String, Long> errors = new TreeMap<>();
        for (Guard guard : guards.values()) {
            errors.put(guard.feature, guard.errors());
        }
        return errors;
    }

    /** Lets every feature in again, after settings were changed. */
    public void reset() {
        for (Guard guard : guards.values()) {
            guard.reset();
        }
    }

    /** The setting that keeps a feature off; those without one of their own go with all others. */
    public static String switchOff(String feature) {
        return switch (feature) {
            case "trace", "export" -> "covet.trace.mode=off";
            case "breaker" -> "covet.breaker.mode=off";
            default -> "covet.enabled=false";
        };
    }

    private final class Guard implements StageGuard {
        private final String feature;
        private final Durations durations = new Durations();
        private final LongAdder errors = new LongAdder();
        private final LongAdder inWindow = new LongAdder();
        private final AtomicLong window = new AtomicLong(nanoTime.getAsLong());
        /** By name: the class would keep an application's loader alive. */
        private final Set<String> reported = ConcurrentHashMap.newKeySet();

        private volatile boolean open;

        Guard(String feature) {
            this.feature = feature;
        }

        @Override
        public String feature() {
            return feature;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public long errors() {
            return errors.sum();
        }

        @Override
        public Durations durations() {
            return durations;
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
            } else if (reported.size() < MOST_KINDS
                    && reported.add(error.getClass().getName())) {
                report.accept(firstError(), error);
            }
        }

        void reset() {
            window.set(nanoTime.getAsLong());
            inWindow.reset();
            open = false;
        }

        private String leftOut() {
            return "COVET-2101 The feature \"" + feature + "\" failed more than " + TOLERATED
                    + " times within a minute. It would go on failing, so it is switched off until a setting changes or"
                    + " the application starts again; the application runs as without it. Set " + switchOff(feature)
                    + " to keep it off, and please report the error that follows.";
        }

        private String firstError() {
            return "COVET-2102 The feature \"" + feature + "\" failed on one call. The application did not notice: the"
                    + " call went on without it. Further errors of this kind are only counted. Please report it.";
        }
    }
}

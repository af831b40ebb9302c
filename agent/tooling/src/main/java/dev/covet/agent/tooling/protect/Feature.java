package dev.covet.agent.tooling.protect;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** One feature's errors. More than {@value #ERRORS_PER_MINUTE} within a minute switch it off until the JVM ends. */
public final class Feature {
    private static final int ERRORS_PER_MINUTE = 10;
    private static final long MINUTE = 60_000_000_000L;

    private final String name;
    private final AgentLog log;
    private final LongSupplier nanoTime;
    private final Durations durations = new Durations();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong windowStart;
    private final AtomicInteger windowErrors = new AtomicInteger();
    private volatile boolean active = true;

    Feature(String name, AgentLog log, LongSupplier nanoTime) {
        this.name = name;
        this.log = log;
        this.nanoTime = nanoTime;
        this.windowStart = new AtomicLong(nanoTime.getAsLong());
    }

    public String name() {
        return name;
    }

    public boolean isActive() {
        return active;
    }

    public long errors() {
        return errors.get();
    }

    /** How long the calls of this feature's points took. */
    public Durations durations() {
        return durations;
    }

    /** Counts an error of this feature and throws on what belongs to the JVM. */
    public void failed(Throwable thrown) {
        errors.incrementAndGet();
        if (thrown instanceof VirtualMachineError error) {
            throw error;
        }
        log.warnOnce(
                name + " " + thrown.getClass().getName(),
                "COVET-2005 The feature " + name + " failed: " + Frames.describe(thrown)
                        + ". The application did not see it. Please report this line.");
        long now = nanoTime.getAsLong();
        long start = windowStart.get();
        if (now - start > MINUTE && windowStart.compareAndSet(start, now)) {
            windowErrors.set(0);
        }
        if (windowErrors.incrementAndGet() == ERRORS_PER_MINUTE + 1) {
            active = false;
            log.error("COVET-2010 The feature " + name + " failed more than " + ERRORS_PER_MINUTE
                    + " times within a minute. It would go on failing, so it is off until the JVM restarts; the"
                    + " application runs as without it. The cause is in the line COVET-2005.");
        }
    }
}

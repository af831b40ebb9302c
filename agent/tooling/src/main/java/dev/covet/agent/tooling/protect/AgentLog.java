package dev.covet.agent.tooling.protect;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The agent's lines on standard error: at most {@value #LINES_PER_MINUTE} a minute, and a kind of trouble once. It is
 * not {@code java.util.logging}: whoever touches that first decides its implementation for the application.
 */
public final class AgentLog {
    private static final int LINES_PER_MINUTE = 30;
    private static final int KINDS = 1_000;
    private static final int LONGEST_KIND = 1_000;
    private static final long MINUTE = 60_000_000_000L;

    private final Consumer<String> lines;
    private final LongSupplier nanoTime;
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final AtomicLong windowStart;
    private final AtomicInteger printed = new AtomicInteger();
    private volatile LogLevel level;

    public AgentLog(LogLevel level, LongSupplier nanoTime, Consumer<String> lines) {
        this.level = level;
        this.nanoTime = nanoTime;
        this.lines = lines;
        this.windowStart = new AtomicLong(nanoTime.getAsLong());
    }

    /** A log on the standard error of the process. */
    public static AgentLog standardError(LogLevel level) {
        return new AgentLog(level, new NanoTime(), new StandardError());
    }

    public void level(LogLevel changed) {
        level = changed;
    }

    public boolean prints(LogLevel wanted) {
        return wanted.compareTo(level) <= 0 && wanted != LogLevel.OFF;
    }

    /** Prints a line that is not a message, such as one of the banner. */
    public void say(String line) {
        if (prints(LogLevel.INFO)) {
            lines.accept("[covet] " + line);
        }
    }

    public void error(String text) {
        print(LogLevel.ERROR, text);
    }

    public void warn(String text) {
        print(LogLevel.WARN, text);
    }

    public void info(String text) {
        print(LogLevel.INFO, text);
    }

    public void debug(String text) {
        print(LogLevel.DEBUG, text);
    }

    /** Prints a warning the first time this kind of trouble comes. */
    public void warnOnce(String kind, String text) {
        String known = kind.length() > LONGEST_KIND ? kind.substring(0, LONGEST_KIND) : kind;
        if (prints(LogLevel.WARN) && said.size() < KINDS && said.add(known)) {
            print(LogLevel.WARN, text);
        }
    }

    private void print(LogLevel wanted, String text) {
        if (!prints(wanted)) {
            return;
        }
        long now = nanoTime.getAsLong();
        long start = windowStart.get();
        if (now - start > MINUTE && windowStart.compareAndSet(start, now)) {
            int dropped = printed.getAndSet(0) - LINES_PER_MINUTE;
            if (dropped > 0) {
                lines.accept("[covet] INFO " + dropped + " more lines were not printed in the minute before.");
            }
        }
        if (wanted == LogLevel.DEBUG || printed.incrementAndGet() <= LINES_PER_MINUTE) {
            lines.accept("[covet] " + wanted + " " + text);
        }
    }
}

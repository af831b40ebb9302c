package dev.covet.agent.tooling.runtime;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.instrumentation.entry.EntryStart;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.settings.GeneralKeys;
import dev.covet.optimizer.settings.SettingInputs;
import dev.covet.optimizer.settings.SettingProblem;
import dev.covet.optimizer.settings.SettingsWatch;
import java.io.File;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings while the application starts, and makes the engine when the first connection or server wants it.
 * All on one thread of ours that the JVM's start has made: threads that an application's thread makes keep its class
 * loader alive on JDK 17.
 */
public final class AgentStartup implements Supplier<Engine>, EntryStart, Runnable {
    /** What calls a premain method. An agent's own server says nothing of the application, and others may follow. */
    private static final String PREMAIN = "sun.instrument.InstrumentationImpl";

    /** Nobody waits longer for us than this. A connection then stays as the driver made it, a request unseen. */
    private static final long PATIENCE_SECONDS = 10;

    private final AgentLog log;
    private final AgentParts parts;
    private final Consumer<Engine> whenStarted;
    private final @Nullable String options;
    private final String version;
    private final File jar;
    private final CountDownLatch settled = new CountDownLatch(1);
    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch made = new CountDownLatch(1);
    private final CountDownLatch complete = new CountDownLatch(1);
    private volatile boolean patient = true;
    private volatile @Nullable SettingsWatch watch;
    private volatile @Nullable Engine engine;

    /** The last argument but three is called after the engine was made, on the same thread. */
    public AgentStartup(
            AgentLog log,
            AgentParts parts,
            Consumer<Engine> whenStarted,
            @Nullable String options,
            String version,
            String jar) {
        this.log = log;
        this.parts = parts;
        this.whenStarted = whenStarted;
        this.options = options;
        this.version = version;
        this.jar = new File(jar);
    }

    /** Returns at once. */
    public void begin() {
        Thread thread = new Thread(null, this, "covet-start-1", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    @Override
    public void run() {
        try {
            AgentRuntime runtime = settle();
            settled.countDown();
            parts.jmx().listen(parts.instrumentation(), runtime::registerControl);
            wanted.await();
            Engine started = runtime.start();
            engine = started;
            made.countDown();
            whenStarted.accept(started);
            complete.countDown();
        } catch (Throwable failure) {
            parts.protection().guard("start").failed(failure);
        } finally {
            settled.countDown();
            made.countDown();
            complete.countDown();
        }
    }

    private AgentRuntime settle() {
        File killFile = new File(jar.getAbsoluteFile().getParentFile(), "covet.off");
        SettingsWatch opened =
                SettingsWatch.open(AgentKeys.catalogue(), SettingInputs.ofThisProcess(options), killFile);
        watch = opened;
        AgentRuntime runtime = new AgentRuntime(log, opened, parts);
        opened.start();
        String banner = StartBanner.of(version, opened.settings(), killFile)
                .text(opened.settings().get(GeneralKeys.BANNER));
        banner.lines().forEach(log::say);
        return runtime;
    }

    /** The engine, made now if need be. Throws if it could not be made. */
    @Override
    public Engine get() {
        Engine known = engine;
        if (known == null) {
            wanted.countDown();
            await(made);
            known = engine;
        }
        if (known == null) {
            throw new IllegalStateException("Covet has not started; the reason was printed before.");
        }
        return known;
    }

    @Override
    public void expected() {
        if (wanted.getCount() > 0 && !isPremain(new Throwable().getStackTrace())) {
            wanted.countDown();
        }
    }

    private static boolean isPremain(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().equals(PREMAIN)) {
                return true;
            }
        }
        return false;
    }

    /** The first request needs the executors too: its tasks are its own. If that took too long once, nobody waits again. */
    @Override
    public void arrived() {
        if (complete.getCount() > 0 && patient) {
            wanted.countDown();
            patient = await(complete);
        }
    }

    /** Applies {@code key=value,…} on top of all other settings. */
    public void override(String text) {
        await(settled);
        SettingsWatch settings = watch;
        if (settings == null) {
            return;
        }
        for (String option : text.split(",", -1)) {
            int equals = option.indexOf('=');
            String key = equals < 0 ? option : option.substring(0, equals);
            String value = equals < 0 ? "" : option.substring(equals + 1);
            SettingProblem problem = settings.override(key, value, "a second attach");
            if (problem != null) {
                log.warn(problem.toString());
            }
        }
    }

    /** An interrupt is kept for the application. */
    private static boolean await(CountDownLatch latch) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (true) {
                try {
                    return latch.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

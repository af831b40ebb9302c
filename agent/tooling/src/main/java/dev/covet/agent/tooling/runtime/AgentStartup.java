package dev.covet.agent.tooling.runtime;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.SelfProtection;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.settings.GeneralKeys;
import dev.covet.optimizer.settings.SettingInputs;
import dev.covet.optimizer.settings.SettingProblem;
import dev.covet.optimizer.settings.SettingsWatch;
import java.io.File;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings while the application starts, and hands out the engine to whoever needs it first. Its fields are
 * written by the starting thread and read after a join with it.
 */
public final class AgentStartup implements Supplier<Engine>, Runnable {
    private final AgentLog log;
    private final SelfProtection protection;
    private final @Nullable String options;
    private final String version;
    private final File jar;
    private final AgentParts parts;
    private final Runnable whenStarted;
    private final Thread thread;
    private @Nullable SettingsWatch watch;
    private @Nullable AgentRuntime runtime;

    public AgentStartup(
            AgentLog log,
            SelfProtection protection,
            AgentParts parts,
            Runnable whenStarted,
            @Nullable String options,
            String version,
            String jar) {
        this.log = log;
        this.protection = protection;
        this.parts = parts;
        this.whenStarted = whenStarted;
        this.options = options;
        this.version = version;
        this.jar = new File(jar);
        this.thread = new Thread(null, this, "covet-start-1", 0, false);
    }

    /** Returns at once. */
    public void begin() {
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    @Override
    public void run() {
        try {
            File killFile = new File(jar.getAbsoluteFile().getParentFile(), "covet.off");
            SettingsWatch opened =
                    SettingsWatch.open(AgentKeys.catalogue(), SettingInputs.ofThisProcess(options), killFile);
            watch = opened;
            runtime = new AgentRuntime(log, opened, protection, parts, whenStarted);
            opened.start();
            String banner = StartBanner.of(version, opened.settings(), killFile)
                    .text(opened.settings().get(GeneralKeys.BANNER));
            banner.lines().forEach(log::say);
        } catch (Throwable failure) {
            protection.feature("start").failed(failure);
        }
    }

    /** The engine, waiting for the settings if need be. Throws if they could not be read. */
    @Override
    public Engine get() {
        AgentRuntime started = started() ? runtime : null;
        if (started == null) {
            throw new IllegalStateException("Covet did not start; the reason was printed before.");
        }
        return started.engine();
    }

    /** Applies {@code key=value,…} on top of all other settings. */
    public void override(String text) {
        SettingsWatch settings = started() ? watch : null;
        if (settings == null) {
            return;
        }
        for (String option : text.split(",", -1)) {
            int equals = option.indexOf('=');
            String key = equals < 0 ? option : option.substring(0, equals);
            String value = equals < 0 ? "" : option.substring(equals + 1);
            SettingProblem problem = settings.override(key, value, "a second attach");
            if (problem != null) {
                log.warn(problem.message());
            }
        }
    }

    private boolean started() {
        if (Thread.currentThread() == thread) {
            return false;
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}

package dev.covet.agent.bootstrap;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Brings up the agent's class loader, once in a JVM, and hands over to it. */
public final class AgentStart {
    private static final String INSTALLER = "dev.covet.agent.tooling.AgentInstaller";
    private static final String COMMANDS = "dev.covet.agent.tooling.cli.AgentMain";
    private static final AtomicReference<@Nullable ClassLoader> started = new AtomicReference<>();

    private AgentStart() {}

    /** Starts the agent; a second start only hands over its options. Called by the entry class. */
    public static void start(@Nullable String options, Instrumentation instrumentation, boolean attached)
            throws AgentProblem, IOException, ReflectiveOperationException {
        if (JdkTools.isTool(System.getProperty("sun.java.command"))) {
            return;
        }
        ClassLoader running = started.get();
        if (running != null) {
            again(running, options);
            return;
        }
        AgentJar jar = AgentJar.locate(AgentStart.class);
        ClassLoader loader = new AgentClassLoader(jar.file());
        if (started.compareAndSet(null, loader)) {
            invoke(
                    loader,
                    "install",
                    new Class<?>[] {String.class, Instrumentation.class, String.class, String.class, boolean.class},
                    options,
                    instrumentation,
                    jar.version(),
                    jar.file().getPath(),
                    attached);
        }
    }

    private static void again(ClassLoader running, @Nullable String options) throws ReflectiveOperationException {
        invoke(running, "again", new Class<?>[] {String.class}, options);
    }

    /** Runs a command of the agent; its exit status. Called by the entry class. */
    public static int command(String[] arguments) throws AgentProblem, IOException, ReflectiveOperationException {
        AgentJar jar = AgentJar.locate(AgentStart.class);
        ClassLoader loader = new AgentClassLoader(jar.file());
        Object status = Class.forName(COMMANDS, true, loader)
                .getMethod("run", String.class, String.class, String[].class)
                .invoke(null, jar.version(), jar.file().getPath(), arguments);
        return (Integer) status;
    }

    private static void invoke(ClassLoader loader, String method, Class<?>[] types, @Nullable Object... arguments)
            throws ReflectiveOperationException {
        try {
            Class.forName(INSTALLER, true, loader).getMethod(method, types).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}

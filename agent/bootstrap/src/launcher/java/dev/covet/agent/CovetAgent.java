package dev.covet.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;

/**
 * The class the JVM calls. It is compiled for Java 8 so that an older JVM reads one clear line and the application
 * runs, and it never throws. Everything else happens in classes that an older JVM does not see.
 */
public final class CovetAgent {
    private static final String START = "dev.covet.agent.bootstrap.AgentStart";
    private static final int OLDEST = 17;

    private CovetAgent() {}

    /** Called before main, for -javaagent. */
    public static void premain(String options, Instrumentation instrumentation) {
        start(options, instrumentation, false);
    }

    /** Called in a running JVM, for the attach API. */
    public static void agentmain(String options, Instrumentation instrumentation) {
        start(options, instrumentation, true);
    }

    /** Called for java -jar covet-agent.jar: the commands of the agent. */
    public static void main(String[] arguments) {
        String refusal = refusal(System.getProperty("java.specification.version"));
        if (refusal != null) {
            say(refusal);
            System.exit(2);
        }
        try {
            Object status = Class.forName(START)
                    .getMethod("command", String[].class)
                    .invoke(null, (Object) arguments);
            System.exit((Integer) status);
        } catch (Throwable e) {
            say(explained(e, "COVET-2004 The command failed: " + cause(e) + "."));
            System.exit(1);
        }
    }

    private static void start(String options, Instrumentation instrumentation, boolean attached) {
        try {
            String refusal = refusal(System.getProperty("java.specification.version"));
            if (refusal != null) {
                say(refusal);
                return;
            }
            Class.forName(START)
                    .getMethod("start", String.class, Instrumentation.class, boolean.class)
                    .invoke(null, options, instrumentation, attached);
        } catch (Throwable e) {
            say(explained(
                    e,
                    "COVET-2004 The agent could not start: " + cause(e)
                            + ". The application runs without it. Is the jar complete? Otherwise please report this"
                            + " line."));
        }
    }

    /** What to say on a JVM of this specification version, for example "1.8" or "11"; null when it is new enough. */
    static String refusal(String specification) {
        int feature = feature(specification);
        return feature >= OLDEST
                ? null
                : "COVET-2001 This is Java " + specification + " and Covet needs Java " + OLDEST
                        + " or newer. The application runs without the agent. Start it with a newer Java, or remove"
                        + " -javaagent.";
    }

    private static int feature(String specification) {
        if (specification == null) {
            return 0;
        }
        String number = specification.startsWith("1.") ? specification.substring(2) : specification;
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** A problem that says itself what to do is left in its own words. */
    private static String explained(Throwable thrown, String otherwise) {
        String message = cause(thrown).getMessage();
        return message != null && message.startsWith("COVET-") ? message : otherwise;
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof InvocationTargetException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** Writes to the process's standard error, whatever the application made of System.err. */
    private static void say(String text) {
        try {
            byte[] line = ("[covet] " + text + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
            // Not closed: the file descriptor belongs to the process.
            new FileOutputStream(FileDescriptor.err).write(line);
        } catch (IOException e) {
            // There is nobody left to tell.
        }
    }
}

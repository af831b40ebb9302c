package dev.covet.agent.bootstrap;

import org.jspecify.annotations.Nullable;

/** Tells the JDK's own programs from applications: JAVA_TOOL_OPTIONS reaches both. */
final class JdkTools {
    /** Runs an application from its source file. */
    private static final String SOURCE_LAUNCHER = "jdk.compiler/com.sun.tools.javac.launcher.";

    private JdkTools() {}

    /** Whether this value of sun.java.command is a program of the JDK, such as javac, jcmd or keytool. */
    static boolean isTool(@Nullable String command) {
        if (command == null || command.startsWith(SOURCE_LAUNCHER)) {
            return false;
        }
        int end = command.indexOf(' ');
        String main = end < 0 ? command : command.substring(0, end);
        int slash = main.indexOf('/');
        // Tools are started as module/class; a path to a jar begins otherwise.
        return slash > 0
                && (main.startsWith("jdk.") || main.startsWith("java."))
                && main.indexOf('.', slash) > 0
                && !main.endsWith(".jar");
    }
}

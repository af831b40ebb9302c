package dev.covet.agent.tooling;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;

/**
 * Defines the dispatcher into {@code java.base}, where every class of every loader sees it. Appending a jar to the
 * bootstrap search path would do as well, and would cost the application its class-data sharing.
 */
final class DispatcherDefinition {
    /** In the agent's jar this reads java.lang.CovetDispatcher. */
    private static final String NAME = "dev.covet.agent.bootstrap.CovetDispatcher";

    private DispatcherDefinition() {}

    static void define(Instrumentation instrumentation) throws IOException, IllegalAccessException {
        if (!NAME.startsWith("java.")) {
            // Outside of the jar the class is an ordinary one.
            return;
        }
        ClassLoader loader = DispatcherDefinition.class.getClassLoader();
        try (InputStream bytes = loader.getResourceAsStream(NAME.replace('.', '/') + ".class")) {
            if (bytes == null) {
                throw new IOException("the jar holds no " + NAME);
            }
            // Opened to this loader's classes only, so nothing changes for the application.
            Module self = DispatcherDefinition.class.getModule();
            instrumentation.redefineModule(
                    Object.class.getModule(),
                    Set.of(),
                    Map.of(),
                    Map.of("java.lang", Set.of(self)),
                    Set.of(),
                    Map.of());
            MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup()).defineClass(bytes.readAllBytes());
        }
    }
}

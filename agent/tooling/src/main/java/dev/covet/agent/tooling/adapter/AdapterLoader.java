package dev.covet.agent.tooling.adapter;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Defines the classes of one adapter. It sees the agent's classes first, then those of one library. */
final class AdapterLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final String folder;
    private final ClassLoader agent;
    private final ClassLoader library;

    AdapterLoader(String adapter, ClassLoader agent, ClassLoader library) {
        super("covet-adapter-" + adapter, agent);
        this.folder = "adapters/" + adapter + "/";
        this.agent = agent;
        this.library = library;
    }

    /** Its own classes first: the agent may have others of the same name, over a renamed library. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        byte[] own = name.startsWith("java.") ? null : ownClassFile(name.replace('.', '/'));
        if (own == null) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null
                    ? defineClass(name, own, 0, own.length, AdapterLoader.class.getProtectionDomain())
                    : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return library.loadClass(name);
    }

    /** The class file of a class of the adapter itself, by its name with slashes. */
    byte @Nullable [] ownClassFile(String internalName) {
        return read(agent, folder + internalName + ".class");
    }

    /** The class file of a class of the library. */
    byte @Nullable [] libraryClassFile(String internalName) {
        return read(library, internalName + ".class");
    }

    /** Whether the agent or the JDK has this class, which then needs no check. */
    boolean isOurs(String internalName) {
        return agent.getResource(internalName + ".class") != null;
    }

    private static byte @Nullable [] read(ClassLoader loader, String resource) {
        try (InputStream in = loader.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }
}

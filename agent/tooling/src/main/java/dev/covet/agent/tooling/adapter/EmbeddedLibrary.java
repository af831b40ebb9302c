package dev.covet.agent.tooling.adapter;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A library of our own for an adapter, apart from the agent: another agent that looks for it by name shall find it. */
public final class EmbeddedLibrary extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final ClassLoader agent;
    private final String folder;

    /** The library lies in {@code inst/adapters/<name>} of the agent's jar. */
    public EmbeddedLibrary(String name, ClassLoader agent) {
        super("covet-library-" + name, getPlatformClassLoader());
        this.agent = agent;
        this.folder = "adapters/" + name + "/";
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, EmbeddedLibrary.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        InputStream own = agent.getResourceAsStream(folder + name);
        return own == null ? super.getResourceAsStream(name) : own;
    }
}

package dev.covet.agent.tooling.transform;

import dev.covet.instrumentation.spi.TypeInstrumentation;
import dev.covet.optimizer.engine.SelfProtection;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Loads classes of some packages anew and lets the transformer change them, as the JVM would. */
public final class Woven extends ClassLoader {
    private final LazyTransformer transformer;
    private final List<String> prefixes;

    public Woven(List<TypeInstrumentation> instrumentations, SelfProtection protection, String... prefixes) {
        super(Woven.class.getClassLoader());
        TypeIndex index = TypeIndex.register(instrumentations, protection);
        // In a test the agent's classes have the loader of the test; this one is none of the agent's.
        this.transformer = new LazyTransformer(index, protection.guard("transformer"), null);
        this.prefixes = List.of(prefixes);
    }

    /** How many classes were changed. */
    public long changed() {
        return transformer.changed();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (prefixes.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            byte[] woven = transformer.transform(this, name.replace('.', '/'), null, null, bytes);
            byte[] used = woven == null ? bytes : woven;
            return defineClass(name, used, 0, used.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}

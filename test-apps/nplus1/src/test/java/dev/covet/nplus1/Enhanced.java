package dev.covet.nplus1;

import io.ebean.enhance.Transformer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Loads the programs for Ebean with what its agent would add to them. */
public final class Enhanced extends ClassLoader {
    private static final String OWN = "dev.covet.nplus1.ebean.";

    private final Transformer transformer;

    public Enhanced() {
        super(Enhanced.class.getClassLoader());
        transformer = new Transformer(getParent(), "debug=0");
    }

    Function<DataSource, Map<String, Callable<List<String>>>> programs() throws ReflectiveOperationException {
        return programs("EbeanPrograms");
    }

    /** Those of another class of that package. */
    @SuppressWarnings("unchecked") // they are
    public Function<DataSource, Map<String, Callable<List<String>>>> programs(String name)
            throws ReflectiveOperationException {
        return (Function<DataSource, Map<String, Callable<List<String>>>>)
                loadClass(OWN + name).getConstructor().newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OWN)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? enhanced(name) : known;
        }
    }

    private Class<?> enhanced(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/');
        try (InputStream in = getResourceAsStream(file + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] plain = in.readAllBytes();
            byte @Nullable [] changed = transformer.transform(this, file, null, null, plain);
            byte[] code = changed == null ? plain : changed;
            return defineClass(name, code, 0, code.length);
        } catch (IOException | java.lang.instrument.IllegalClassFormatException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}

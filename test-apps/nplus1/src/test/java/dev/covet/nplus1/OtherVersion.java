package dev.covet.nplus1;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;

/** The programs for Hibernate with another version of it, whose jars are in a folder. */
public final class OtherVersion extends URLClassLoader {
    /** Packages that are not to come from the class path. */
    private static final List<String> OWN = List.of(
            "dev.covet.nplus1.hibernate.", "org.hibernate.", "jakarta.persistence.", "org.jboss.jandex.", "antlr.");

    private static final String PROGRAMS = "dev.covet.nplus1.hibernate.HibernatePrograms";

    private OtherVersion(URL[] places) {
        super(places, OtherVersion.class.getClassLoader());
    }

    public static OtherVersion of(Path folder) throws IOException {
        List<URL> places = new ArrayList<>();
        places.add(OtherVersion.class.getProtectionDomain().getCodeSource().getLocation());
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                places.add(url(jar));
            }
        }
        return new OtherVersion(places.toArray(URL[]::new));
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    /** What {@code HibernatePrograms} does, under this version; but for the programs it has no methods for. */
    public Function<DataSource, Map<String, Callable<List<String>>>> programs(String... missing) {
        return source -> {
            try {
                Map<String, Callable<List<String>>> programs = new LinkedHashMap<>();
                inside(() -> call(loadClass(PROGRAMS).getConstructor().newInstance(), source))
                        .forEach((name, program) -> programs.put(name, () -> inside(program)));
                List.of(missing).forEach(programs::remove);
                return programs;
            } catch (Exception impossible) {
                throw new LinkageError(PROGRAMS, impossible);
            }
        };
    }

    /** Hibernate 5 looks for classes where the thread says. */
    private <T> T inside(Callable<T> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @SuppressWarnings("unchecked") // the same interface, of the JDK's own types, in all versions
    private static Map<String, Callable<List<String>>> call(Object made, DataSource source) {
        return ((Function<DataSource, Map<String, Callable<List<String>>>>) made).apply(source);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (OWN.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }
}

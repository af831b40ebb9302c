package dev.covet.instrumentation.drivers;

import dev.covet.instrumentation.jdbc.WrapperFamily;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** One version of a driver with the adapters beside it, apart from the version that the tests are compiled with. */
final class DriverVersion extends URLClassLoader {
    private static final List<String> OWN =
            List.of("org.postgresql.", "org.mariadb.", "com.mysql.", "dev.covet.instrumentation.drivers.");

    private final Set<String> hidden;

    private DriverVersion(URL[] urls, Set<String> hidden) {
        super("driver-version", urls, DriverVersion.class.getClassLoader());
        this.hidden = hidden;
    }

    /**
     * A jar of the build's {@code target/versions}.
     *
     * @param hidden classes that this version shall not have
     */
    static DriverVersion of(String jar, String... hidden) throws Exception {
        Path file = Path.of("target", "versions", jar + ".jar");
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(file.toAbsolutePath() + " is not there: build with Maven");
        }
        URL adapters = WrapperFamily.class.getClassLoader().getResource("dev/covet/instrumentation/drivers/mysql/");
        String root =
                Objects.requireNonNull(adapters).toString().replace("dev/covet/instrumentation/drivers/mysql/", "");
        return new DriverVersion(
                new URL[] {file.toUri().toURL(), URI.create(root).toURL()}, Set.of(hidden));
    }

    /** What its adapter makes of it. */
    WrapperFamily family(String name) throws Exception {
        return (WrapperFamily) loadClass("dev.covet.instrumentation.drivers." + name)
                .getConstructor()
                .newInstance();
    }

    Connection connect(String driver, String url, String user, String password) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        Driver made = (Driver) loadClass(driver).getConstructor().newInstance();
        Connection connection = made.connect(url, properties);
        if (connection == null) {
            throw new SQLException(driver + " does not take " + url);
        }
        return connection;
    }

    /** What a driver extends itself with is of its own version, too. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith("META-INF/services/") ? findResources(name) : super.getResources(name);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (hidden.contains(name)) {
            throw new ClassNotFoundException(name);
        }
        if (OWN.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}

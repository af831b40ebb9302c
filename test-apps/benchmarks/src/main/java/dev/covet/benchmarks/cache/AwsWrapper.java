package dev.covet.benchmarks.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/** The AWS wrapper of the driver, in a class loader of its own: on the class path it would be a driver of all benchmarks. */
public final class AwsWrapper {

    private final Driver driver;
    private final Place place;

    public AwsWrapper(Place place) {
        this.place = place;
        try {
            URLClassLoader loader =
                    new URLClassLoader(jars(Path.of(place.others())), AwsWrapper.class.getClassLoader());
            this.driver = (Driver) loader.loadClass("software.amazon.jdbc.Driver")
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("There is no AWS wrapper in " + place.others(), e);
        }
    }

    private static URL[] jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<URL> jars = new ArrayList<>();
            for (Path file : (Iterable<Path>) files::iterator) {
                jars.add(file.toUri().toURL());
            }
            return jars.toArray(URL[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String hinted(String sql, int seconds) {
        return String.format(Locale.ROOT, "/* CACHE_PARAM(ttl=%ds) */ ", seconds) + sql;
    }

    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("wrapperPlugins", "remoteQueryCache");
        properties.setProperty("cacheEndpointAddrRw", place.redis());
        properties.setProperty("cacheUseSSL", "false");
        Connection connection = driver.connect(place.url().replace("jdbc:", "jdbc:aws-wrapper:"), properties);
        if (connection == null) {
            throw new SQLException("The AWS wrapper does not know " + place.url());
        }
        return connection;
    }
}

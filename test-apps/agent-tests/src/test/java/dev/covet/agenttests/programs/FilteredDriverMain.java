package dev.covet.agenttests.programs;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Properties;

/** Uses H2 from a jar in a class loader that lets nothing through but the JDK's own classes. */
public final class FilteredDriverMain {
    private FilteredDriverMain() {}

    public static void main(String[] arguments) throws Exception {
        URL jar = Path.of(arguments[0]).toUri().toURL();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, new JdkOnly())) {
            Driver driver =
                    (Driver) loader.loadClass("org.h2.Driver").getConstructor().newInstance();
            try (Connection connection = driver.connect("jdbc:h2:mem:", new Properties());
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select 'Rex'")) {
                rows.next();
                System.out.println(rows.getString(1) + " " + (driver.getClass().getClassLoader() == loader));
            }
        }
    }

    private static final class JdkOnly extends ClassLoader {
        JdkOnly() {
            super(getPlatformClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("java.")
                    || name.startsWith("javax.")
                    || name.startsWith("org.w3c.")
                    || name.startsWith("org.xml.")) {
                return super.loadClass(name, resolve);
            }
            throw new ClassNotFoundException(name + " is hidden");
        }
    }
}

package dev.covet.agenttests.programs;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Driver;
import java.util.Properties;

/** Loads a driver in a class loader that hides everything but {@code java.*}, as a module system may. */
public final class FilteringLoaderMain {
    private FilteringLoaderMain() {}

    public static void main(String[] arguments) throws Exception {
        ClassLoader loader = new Filtering();
        Driver driver = (Driver)
                loader.loadClass(TinyDriver.class.getName()).getConstructor().newInstance();
        Object connection = driver.connect("jdbc:tiny:x", new Properties());
        System.out.println("filtered " + (driver.getClass().getClassLoader() == loader) + " " + (connection != null));
    }

    /** Has no parent to fall back on: java.* comes from the platform's loader, and nothing else does. */
    static final class Filtering extends ClassLoader {
        Filtering() {
            super(null);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            if (name.startsWith("java.")) {
                return getPlatformClassLoader().loadClass(name);
            }
            if (!name.startsWith(TinyDriver.class.getName())) {
                throw new ClassNotFoundException(name + " is hidden");
            }
            try (InputStream in = FilteringLoaderMain.class.getResourceAsStream("TinyDriver.class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}

package dev.covet.agenttests.programs;

import java.lang.ref.WeakReference;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Deploys and forgets an application with its own copy of a driver fifty times. */
public final class RedeployMain {
    private RedeployMain() {}

    public static void main(String[] arguments) throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            loaders.add(deploy());
        }
        for (int i = 0; i < 100 && alive(loaders) > 0; i++) {
            System.gc();
        }
        System.out.println("deployed " + loaders.size() + " alive " + alive(loaders));
    }

    private static long alive(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }

    private static WeakReference<ClassLoader> deploy() throws Exception {
        ClassLoader application = new FilteringLoaderMain.Filtering();
        Driver driver = (Driver) application
                .loadClass(TinyDriver.class.getName())
                .getConstructor()
                .newInstance();
        driver.connect("jdbc:tiny:x", new Properties());
        return new WeakReference<>(application);
    }
}

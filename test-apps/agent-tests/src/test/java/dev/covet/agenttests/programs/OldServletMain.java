package dev.covet.agenttests.programs;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Serves two requests without a container, by the servlet API in the jar that its argument names, and stays. */
public final class OldServletMain {
    private OldServletMain() {}

    public static void main(String[] arguments) throws Exception {
        URL own = OldServletMain.class.getProtectionDomain().getCodeSource().getLocation();
        URL[] urls = {Path.of(arguments[0]).toUri().toURL(), own};
        try (URLClassLoader application = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Class<?> servlet = application.loadClass("dev.covet.agenttests.programs.OldServlet");
            Runnable twice = (Runnable) servlet.getConstructor().newInstance();
            twice.run();
            twice.run();
            System.out.println("done");
            new CountDownLatch(1).await();
        }
    }
}

package dev.covet.agenttests.programs;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;

/**
 * Redeploys a web application with a driver of its own, and asks it once each time. Takes a folder for Tomcat, the jar
 * of the driver, and how often.
 */
public final class TomcatRedeployMain {
    private TomcatRedeployMain() {}

    public static void main(String[] arguments) throws Exception {
        run(arguments);
        // Tomcat's threads would keep the JVM alive.
        System.exit(0);
    }

    private static void run(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path shop = unpacked(folder.resolve("shop"), Path.of(arguments[1]));
        int times = Integer.parseInt(arguments[2]);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        tomcat.getHost();
        tomcat.start();
        URI address = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/shop/pets");
        HttpClient client = HttpClient.newHttpClient();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            loaders.add(deployment(
                    tomcat,
                    shop,
                    () -> client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                            .body()));
        }
        for (int i = 0; i < 50 && alive(loaders) > 0; i++) {
            System.gc();
        }
        System.out.println("deployed " + loaders.size() + " alive " + alive(loaders));
        tomcat.stop();
        tomcat.destroy();
    }

    /** What a war would be unpacked to: the driver's jar and one class. */
    private static Path unpacked(Path folder, Path driver) throws IOException {
        Path servlet = Path.of(PetServlet.class.getName().replace('.', '/') + ".class");
        Path classes = folder.resolve("WEB-INF/classes").resolve(servlet);
        Files.createDirectories(classes.getParent());
        Files.createDirectories(folder.resolve("WEB-INF/lib"));
        Files.copy(driver, folder.resolve("WEB-INF/lib/driver.jar"));
        try (InputStream bytes = PetServlet.class.getResourceAsStream("PetServlet.class")) {
            Files.copy(bytes, classes);
        }
        return folder;
    }

    /** One life of the web application: no variable of a caller may hold it. */
    private static WeakReference<ClassLoader> deployment(Tomcat tomcat, Path folder, Callable<String> request)
            throws Exception {
        Context context = deploy(tomcat, folder);
        String answer = request.call();
        if (!answer.equals("Rex true")) {
            throw new IllegalStateException(answer);
        }
        WeakReference<ClassLoader> loader =
                new WeakReference<>(context.getLoader().getClassLoader());
        undeploy(tomcat, context);
        return loader;
    }

    private static long alive(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }

    private static Context deploy(Tomcat tomcat, Path base) {
        Context context = new StandardContext();
        context.setName("/shop");
        context.setPath("/shop");
        context.setDocBase(base.toString());
        context.addLifecycleListener(new Tomcat.FixContextListener());
        context.setLoader(new WebappLoader());
        Tomcat.addServlet(context, "pets", PetServlet.class.getName());
        context.addServletMapping("/pets", "pets");
        tomcat.getHost().addChild(context);
        return context;
    }

    private static void undeploy(Tomcat tomcat, Context context) throws Exception {
        context.stop();
        tomcat.getHost().removeChild(context);
        context.destroy();
    }
}

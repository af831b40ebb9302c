package dev.covet.instrumentation.entry.servlet;

import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Tomcat 11, the API of Jakarta EE. */
final class TomcatEleven implements Container {
    private final Tomcat tomcat = new Tomcat();

    TomcatEleven(Path folder, Answers answers) throws Exception {
        // One JVM has room for one such factory, and here are two Tomcats.
        TomcatURLStreamHandlerFactory.disable();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("/shop", folder.toString());
        for (String name : new String[] {"first", "second"}) {
            FilterDef filter = new FilterDef();
            filter.setFilterName(name);
            filter.setFilter(new JakartaServlets.Looking(answers));
            filter.setAsyncSupported("true");
            context.addFilterDef(filter);
            FilterMap map = new FilterMap();
            map.setFilterName(name);
            map.addURLPattern("/*");
            context.addFilterMap(map);
        }
        Tomcat.addServlet(context, "acting", new JakartaServlets.Acting(answers))
                .setAsyncSupported(true);
        context.addServletMapping("/act/*", "acting");
        context.addServletMapping("/", "acting");
        tomcat.start();
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (org.apache.catalina.LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}

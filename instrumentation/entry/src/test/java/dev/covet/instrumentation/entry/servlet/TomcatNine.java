package dev.covet.instrumentation.entry.servlet;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.servlet.Filter;
import javax.servlet.Servlet;
import org.jspecify.annotations.Nullable;

/** Tomcat 9, the API of Java EE: its classes have the names of Tomcat 11 and so a class loader of their own. */
final class TomcatNine implements Container {
    private final URLClassLoader loader = new OwnTomcat();
    private final Object tomcat;

    TomcatNine(Path folder, Answers answers) throws Exception {
        Class<?> handlers = loader.loadClass("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory");
        handlers.getMethod("disable").invoke(null);
        tomcat = make("org.apache.catalina.startup.Tomcat");
        call(tomcat, "setBaseDir", folder.toString());
        call(tomcat, "setPort", 0);
        call(call(tomcat, "getConnector"), "setProperty", "address", "127.0.0.1");
        Object context = call(tomcat, "addContext", "/shop", folder.toString());
        for (String name : new String[] {"first", "second"}) {
            Object filter = make("org.apache.tomcat.util.descriptor.web.FilterDef");
            call(filter, "setFilterName", name);
            call(filter, "setFilter", (Filter) new JavaxServlets.Looking(answers));
            call(filter, "setAsyncSupported", "true");
            call(context, "addFilterDef", filter);
            Object map = make("org.apache.tomcat.util.descriptor.web.FilterMap");
            call(map, "setFilterName", name);
            call(map, "addURLPattern", "/*");
            call(context, "addFilterMap", map);
        }
        Object wrapper = call(tomcat, "addServlet", "/shop", "acting", (Servlet) new JavaxServlets.Acting(answers));
        call(wrapper, "setAsyncSupported", true);
        call(context, "addServletMapping", "/act/*", "acting");
        call(context, "addServletMapping", "/", "acting");
        call(tomcat, "start");
    }

    private Object make(String type) throws ReflectiveOperationException {
        return loader.loadClass(type).getConstructor().newInstance();
    }

    /** Calls the public method that these arguments fit. */
    private static Object call(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(arguments).map(TomcatNine::primitive).toArray(Class<?>[]::new);
        for (var method : target.getClass().getMethods()) {
            if (method.getName().equals(name) && fits(method.getParameterTypes(), types)) {
                Object result = method.invoke(target, arguments);
                return result == null ? Map.of() : result;
            }
        }
        throw new NoSuchMethodException(target.getClass().getName() + '.' + name);
    }

    private static Class<?> primitive(Object argument) {
        if (argument instanceof Integer) {
            return int.class;
        }
        return argument instanceof Boolean ? boolean.class : argument.getClass();
    }

    private static boolean fits(Class<?>[] parameters, Class<?>[] types) {
        for (int i = 0; i < parameters.length; i++) {
            if (i >= types.length || !parameters[i].isAssignableFrom(types[i])) {
                return false;
            }
        }
        return parameters.length == types.length;
    }

    @Override
    public int port() {
        try {
            return (Integer) call(call(tomcat, "getConnector"), "getLocalPort");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            call(tomcat, "stop");
            call(tomcat, "destroy");
            loader.close();
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class OwnTomcat extends URLClassLoader {
        OwnTomcat() {
            super(jars(), TomcatNine.class.getClassLoader());
        }

        private static URL[] jars() {
            File[] files = new File("target/tomcat9").listFiles();
            if (files == null) {
                throw new IllegalStateException("target/tomcat9 is not there; Maven copies it");
            }
            return Arrays.stream(files).map(OwnTomcat::url).toArray(URL[]::new);
        }

        private static URL url(File file) {
            try {
                return file.toURI().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.apache.") && !name.startsWith("javax.annotation.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        @Override
        public @Nullable URL getResource(String name) {
            URL own = findResource(name);
            return own == null ? super.getResource(name) : own;
        }
    }
}

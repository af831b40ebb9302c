package dev.covet.agent.bootstrap;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Holds everything of the agent that no application may see. Classes lie in the jar as {@code inst/**.classdata}, so
 * that no scanner takes them for classes. Its own come first; anything else is delegated as usual.
 */
final class AgentClassLoader extends ClassLoader {
    private static final String FOLDER = "inst/";

    static {
        registerAsParallelCapable();
    }

    private final ZipFile jar;

    AgentClassLoader(File jar) throws IOException {
        super("covet", getPlatformClassLoader());
        // Not a JarFile: signatures are not verified and there are no versioned entries.
        this.jar = new ZipFile(jar);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        // The dispatcher's bytes lie here, but a class of java.base comes from there.
        ZipEntry entry = name.startsWith("java.") ? null : entry(name.replace('.', '/') + ".class");
        if (entry == null) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            Class<?> found = loaded == null ? define(name, entry) : loaded;
            if (resolve) {
                resolveClass(found);
            }
            return found;
        }
    }

    private Class<?> define(String name, ZipEntry entry) throws ClassNotFoundException {
        try {
            byte[] bytes = bytes(entry);
            return defineClass(name, bytes, 0, bytes.length, AgentClassLoader.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    @Override
    protected @Nullable URL findResource(String name) {
        ZipEntry entry = entry(name);
        try {
            return entry == null ? null : new URL("covet", "", -1, "/" + entry.getName(), new EntryHandler(entry));
        } catch (MalformedURLException e) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        List<URL> found = new ArrayList<>(1);
        URL own = findResource(name);
        if (own != null) {
            found.add(own);
        }
        return Collections.enumeration(found);
    }

    private @Nullable ZipEntry entry(String resource) {
        return jar.getEntry(FOLDER + (resource.endsWith(".class") ? resource + "data" : resource));
    }

    private byte[] bytes(ZipEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /** Opens one entry for those who insist on a URL, such as the JDK's ServiceLoader. */
    private final class EntryHandler extends URLStreamHandler {
        private final ZipEntry entry;

        EntryHandler(ZipEntry entry) {
            this.entry = entry;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {
                    connected = true;
                }

                @Override
                public InputStream getInputStream() throws IOException {
                    return new ByteArrayInputStream(bytes(entry));
                }
            };
        }
    }
}

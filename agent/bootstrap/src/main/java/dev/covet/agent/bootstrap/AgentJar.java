package dev.covet.agent.bootstrap;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The jar the agent was started from.
 *
 * @param file where it is
 * @param version of the agent in it
 */
record AgentJar(File file, String version) {
    private static final String ENTRY = "dev.covet.agent.CovetAgent";

    /**
     * The jar that holds the entry class, if that is the agent's own. Its code source is asked first: looking for a
     * resource makes the JDK open its own image.
     */
    static AgentJar locate(Class<?> own) throws AgentProblem, IOException {
        CodeSource source = own.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location != null
                && location.toString().startsWith("file:")
                && !location.getPath().endsWith("/")) {
            return of(file(location.toString()));
        }
        String resource = ENTRY.replace('.', '/') + ".class";
        return of(own.getClassLoader().getResource(resource), resource);
    }

    static AgentJar of(@Nullable URL entry, String resource) throws AgentProblem, IOException {
        String text = entry == null ? "" : entry.toString();
        String suffix = "!/" + resource;
        if (!text.startsWith("jar:file:") || !text.endsWith(suffix)) {
            throw new AgentProblem("COVET-2002 The agent's classes were found in '" + text
                    + "' and not in its own jar. It cannot isolate itself from the application there, so it stays off."
                    + " Keep covet-agent.jar as it is, outside the application, and name it with -javaagent.");
        }
        return of(file(text.substring("jar:".length(), text.length() - suffix.length())));
    }

    private static AgentJar of(File file) throws AgentProblem, IOException {
        try (JarFile jar = new JarFile(file, false)) {
            Manifest manifest = jar.getManifest();
            Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            if (!ENTRY.equals(attributes.getValue("Premain-Class"))) {
                throw new AgentProblem("COVET-2002 The agent's classes were found inside " + file
                        + ", which is not the agent's jar; were they packed into the application? It cannot isolate"
                        + " itself there, so it stays off. Leave Covet out of that jar and keep covet-agent.jar as it"
                        + " is.");
            }
            String version = attributes.getValue("Implementation-Version");
            return new AgentJar(file, version == null ? "unknown" : version);
        }
    }

    private static File file(String url) throws IOException {
        try {
            return new File(new URI(url));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException("the jar's address cannot be read: " + url, e);
        }
    }
}

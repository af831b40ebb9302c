package dev.covet.agent.tooling.adapter;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles small libraries and adapters while a test runs. */
final class Compiled {
    private Compiled() {}

    /** Compiles a source into a folder; the class path is added to that of the test. */
    static Path source(Path folder, String name, String source, Path... classPath) throws IOException {
        Path file = folder.resolve("sources-" + folder.getFileName()).resolve(name.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> path = List.of(classPath).stream().map(Path::toString).toList();
        int status = compiler.run(
                null,
                null,
                null,
                "-d",
                folder.toString(),
                "-cp",
                String.join(java.io.File.pathSeparator, path),
                "--release",
                "17",
                file.toString());
        if (status != 0) {
            throw new IllegalStateException("the source of " + name + " does not compile");
        }
        return folder;
    }

    static URLClassLoader loader(Path folder, ClassLoader parent) throws IOException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, parent);
    }
}

package dev.covet.benchmarks.reads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the AWS wrapper's {@code autoReadWriteSplitting} asks about a statement, by its own classes in a loader of their own. */
final class AwsAnalyser {
    private static final String ANALYSER = "software.amazon.jdbc.parser.JSQLParserAnalyzer";

    private final Method analyse;

    AwsAnalyser(Path folder) {
        try {
            analyse = new URLClassLoader(jars(folder), ClassLoader.getPlatformClassLoader())
                    .loadClass(ANALYSER)
                    .getMethod("analyze", String.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("There is no AWS wrapper in " + folder, e);
        }
    }

    private static URL[] jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<URL> jars = new ArrayList<>();
            for (Path file : (Iterable<Path>) files::iterator) {
                jars.add(file.toUri().toURL());
            }
            return jars.toArray(URL[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it sends a statement outside of a transaction; what it does where it fails is not looked at. */
    enum Place {
        READER,
        WRITER,
        FAILS
    }

    /** To the reader a SELECT for which it has seen no FOR UPDATE. */
    Place place(String sql) {
        try {
            Object analysis = analyse.invoke(null, sql);
            Class<?> type = analysis.getClass();
            boolean reads =
                    String.valueOf(type.getField("queryType").get(analysis)).equals("SELECT")
                            && !type.getField("forUpdate").getBoolean(analysis);
            return reads ? Place.READER : Place.WRITER;
        } catch (InvocationTargetException failure) {
            return Place.FAILS;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The AWS wrapper's analyser has failed on " + sql, e);
        }
    }
}

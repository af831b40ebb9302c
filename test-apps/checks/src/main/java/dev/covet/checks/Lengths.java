package dev.covet.checks;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** How long files and methods are. */
public final class Lengths {
    private Lengths() {}

    /**
     * Something with a length.
     *
     * @param name a path, or path#method
     * @param lines from the first to the last, both counted
     * @param limit how long it may be
     */
    public record Measured(String name, int lines, int limit) {
        public boolean isTooLong() {
            return lines > limit;
        }

        @Override
        public String toString() {
            return name + " has " + lines + " lines, the limit is " + limit;
        }
    }

    /** All files and methods with what they may have. */
    public static List<Measured> of(List<SourceFile> sources, int mainFile, int testFile, int method) {
        List<Measured> measured = new ArrayList<>();
        for (SourceFile source : sources) {
            int limit = source.isTest() ? testFile : mainFile;
            measured.add(new Measured(source.path(), source.lines().size(), limit));
        }
        measured.addAll(methods(sources, method));
        return measured;
    }

    private static List<Measured> methods(List<SourceFile> sources, int limit) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files =
                sources.stream().<JavaFileObject>map(InMemory::new).toList();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<Measured> measured = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                String path = unit.getSourceFile().getName().substring(1);
                new Methods(unit, positions, path, limit, measured).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return measured;
    }

    private static final class Methods extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final String path;
        private final int limit;
        private final List<Measured> measured;

        Methods(CompilationUnitTree unit, SourcePositions positions, String path, int limit, List<Measured> measured) {
            this.unit = unit;
            this.positions = positions;
            this.path = path;
            this.limit = limit;
            this.measured = measured;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            long start = positions.getStartPosition(unit, method);
            long end = positions.getEndPosition(unit, method);
            if (start >= 0 && end >= 0) {
                LineMap lines = unit.getLineMap();
                int length = (int) (lines.getLineNumber(end) - lines.getLineNumber(start)) + 1;
                measured.add(new Measured(path + "#" + method.getName(), length, limit));
            }
            return super.visitMethod(method, null);
        }
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final String text;

        InMemory(SourceFile source) {
            super(URI.create("source:///" + source.path()), Kind.SOURCE);
            this.text = source.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

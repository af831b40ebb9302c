package dev.covet.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of a checkout, without what the build makes. */
public final class Repository {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", "node_modules");

    private final Path root;
    private final List<SourceFile> files;

    private Repository(Path root, List<SourceFile> files) {
        this.root = root;
        this.files = files;
    }

    /** The checkout that is being built. */
    public static Repository ofThisBuild() {
        String root = System.getProperty("covet.root");
        if (root == null) {
            throw new IllegalStateException("The build passes the root of the checkout as covet.root");
        }
        return of(Path.of(root));
    }

    public static Repository of(Path root) {
        List<SourceFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean skipped = NOT_OURS.contains(directory.getFileName().toString());
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    // In a second work tree .git is a file.
                    boolean skipped = NOT_OURS.contains(file.getFileName().toString());
                    if (attributes.isRegularFile() && !skipped) {
                        add(root, file, files);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Repository(root, List.copyOf(files));
    }

    private static void add(Path root, Path file, List<SourceFile> files) throws IOException {
        try {
            files.add(new SourceFile(root.relativize(file).toString().replace('\\', '/'), Files.readString(file)));
        } catch (MalformedInputException e) {
            // A picture or the like has no lines to check.
            return;
        }
    }

    public Path root() {
        return root;
    }

    /** All text files. */
    public List<SourceFile> files() {
        return files;
    }

    public List<SourceFile> java() {
        return ending(".java");
    }

    public List<SourceFile> markdown() {
        return ending(".md");
    }

    public List<SourceFile> poms() {
        return files.stream().filter(file -> file.path().endsWith("pom.xml")).toList();
    }

    private List<SourceFile> ending(String end) {
        return files.stream().filter(file -> file.path().endsWith(end)).toList();
    }

    /** The text of a file that has to be there. */
    public String text(String path) {
        return files.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + path))
                .text();
    }
}

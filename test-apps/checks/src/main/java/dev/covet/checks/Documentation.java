package dev.covet.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules that tie the documentation to the code. */
public final class Documentation {
    private static final Pattern CODE = Pattern.compile("COVET-\\d{4}");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\((?!https?:|#|mailto:)([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```");
    private static final Pattern ARTIFACT = Pattern.compile("(?s)<(dependency|plugin|path|artifactItem)>(.*?)</\\1>");
    private static final Pattern ARTIFACT_ID = Pattern.compile("<artifactId>([^<]+)</artifactId>");

    private Documentation() {}

    /** The error codes that occur in a text. */
    public static Set<String> codes(String text) {
        Set<String> codes = new TreeSet<>();
        Matcher matcher = CODE.matcher(text);
        while (matcher.find()) {
            codes.add(matcher.group());
        }
        return codes;
    }

    /** Links to files that are not there. */
    public static List<String> deadLinks(Repository repository) {
        List<String> dead = new ArrayList<>();
        for (SourceFile page : repository.markdown()) {
            Matcher matcher = LINK.matcher(page.text());
            while (matcher.find()) {
                var target = repository.root().resolve(page.path()).resolveSibling(matcher.group(1));
                if (!target.toFile().exists()) {
                    dead.add(page.path() + " links to " + matcher.group(1));
                }
            }
        }
        return dead;
    }

    /** Java examples of the documentation that are not, line by line, part of a test. */
    public static List<String> untestedExamples(Repository repository) {
        List<String> tests = repository.java().stream()
                .filter(SourceFile::isTest)
                .map(source -> squeezed(source.text()))
                .toList();
        List<String> untested = new ArrayList<>();
        for (SourceFile page : repository.markdown()) {
            Matcher matcher = JAVA_BLOCK.matcher(page.text());
            while (matcher.find()) {
                String example = squeezed(matcher.group(1));
                if (tests.stream().noneMatch(test -> test.contains(example))) {
                    untested.add(page.path() + ":\n" + matcher.group(1));
                }
            }
        }
        return untested;
    }

    /** Lines without indentation and without empty ones. */
    private static String squeezed(String text) {
        StringBuilder squeezed = new StringBuilder();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> squeezed.append(line).append('\n'));
        return squeezed.toString();
    }

    /** The artifacts of others that the build names: dependencies, plugins and processors. */
    public static Set<String> foreignArtifacts(List<SourceFile> poms) {
        Set<String> artifacts = new TreeSet<>();
        for (SourceFile pom : poms) {
            Matcher element = ARTIFACT.matcher(pom.text());
            while (element.find()) {
                Matcher id = ARTIFACT_ID.matcher(element.group(2));
                if (id.find()
                        && !id.group(1).startsWith("covet-")
                        && !id.group(1).startsWith("${")) {
                    artifacts.add(id.group(1));
                }
            }
        }
        return artifacts;
    }
}

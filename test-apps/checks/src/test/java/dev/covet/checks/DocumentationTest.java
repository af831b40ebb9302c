package dev.covet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentationTest {
    private static final Repository REPOSITORY = Repository.ofThisBuild();

    @Test
    void everyErrorCode_isDocumented_andNoneIsInvented() {
        Set<String> used = codes(source -> !source.isTest());
        assertThat(used).isNotEmpty();
        assertThat(Documentation.codes(REPOSITORY.text("docs/errors.md"))).isEqualTo(used);
    }

    @Test
    void everyErrorCode_isProvokedByATest() {
        Exceptions exceptions = Exceptions.load("untested-codes.txt");
        Set<String> untested = codes(source -> !source.isTest());
        untested.removeAll(codes(SourceFile::isTest));
        assertThat(untested).allMatch(exceptions::contains);
        assertThat(exceptions.unused(List.copyOf(untested))).isEmpty();
    }

    private static Set<String> codes(Predicate<SourceFile> which) {
        Set<String> codes = new TreeSet<>();
        REPOSITORY.java().stream().filter(which).forEach(source -> codes.addAll(Documentation.codes(source.text())));
        return codes;
    }

    @Test
    void everyLink_leadsSomewhere() {
        assertThat(Documentation.deadLinks(REPOSITORY)).isEmpty();
    }

    @Test
    void everyJavaExample_isPartOfATest() {
        assertThat(Documentation.untestedExamples(REPOSITORY)).isEmpty();
    }

    @Test
    void everyDependencyAndPlugin_isExplained() {
        String decisions = REPOSITORY.text("docs/decisions.md");
        Set<String> artifacts = Documentation.foreignArtifacts(REPOSITORY.poms());
        assertThat(artifacts).hasSizeGreaterThan(20).allMatch(artifact -> decisions.contains("`" + artifact + "`"));
    }

    @Test
    void topFolders_areTheOnesEverybodyKnows() {
        Set<String> top = new TreeSet<>();
        REPOSITORY.files().stream().map(file -> file.path().split("/", 2)[0]).forEach(top::add);
        assertThat(top)
                .containsExactlyInAnyOrder(
                        ".ci",
                        ".gitignore",
                        ".mvn",
                        "CHANGELOG.md",
                        "CONTRIBUTING.md",
                        "LICENSE",
                        "README.md",
                        "agent",
                        "docs",
                        "exporters",
                        "instrumentation",
                        "optimizer",
                        "orm-runtime",
                        "pom.xml",
                        "test-apps");
    }

    @Test
    void deadLinkAndUntestedExample_areFound(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.md"), "[b](b.md) [c](c.md#x)\n\n```java\nint x = 1;\n```\n");
        Files.writeString(folder.resolve("b.md"), "[web](https://example.org)\n\n```java\n  int y;\n\nint z;\n```\n");
        Path tests = Files.createDirectories(folder.resolve("m/src/test/java"));
        Files.writeString(tests.resolve("T.java"), "class T {\n    int y;\n    int z;\n}\n");
        Repository repository = Repository.of(folder);
        assertThat(Documentation.deadLinks(repository)).containsExactly("a.md links to c.md");
        assertThat(Documentation.untestedExamples(repository)).containsExactly("a.md:\nint x = 1;\n");
    }
}

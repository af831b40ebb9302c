package dev.covet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRulesTest {

    @Test
    void sources_ofThisRepository_keepTheRules() {
        List<SourceFile> sources = Repository.ofThisBuild().java();
        assertThat(sources).hasSizeGreaterThan(50);
        assertThat(SourceRules.broken(sources)).isEmpty();
    }

    /** The examples stand in a file of their own, for in this one they would break the rules. */
    @ParameterizedTest
    @MethodSource("badLines")
    void eachBadLine_isFound(String line) {
        assertThat(SourceRules.broken(List.of(new SourceFile("m/src/test/java/A.java", line))))
                .hasSize(1);
    }

    static List<String> badLines() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/dev/covet/checks/bad-lines.txt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.currentTimeMillis()",
                "Instant.now()",
                "LocalDateTime.now(zone)",
                "Clock.systemUTC()",
                "new Date()"
            })
    void clockThatSomebodyCanSet_isOnlyForThoseWhoTell(String line) {
        assertThat(SourceRules.broken(List.of(new SourceFile("optimizer/features/src/main/java/A.java", line))))
                .hasSize(1);
        assertThat(SourceRules.broken(List.of(new SourceFile("exporters/otel/src/main/java/A.java", line))))
                .isEmpty();
    }

    @Test
    void openEnd_withAnIssue_isFine() {
        SourceFile source = new SourceFile("m/src/main/java/A.java", "// TO" + "DO #12 more dialects");
        assertThat(SourceRules.broken(List.of(source))).isEmpty();
    }

    /** The petshop stands for strangers' code, which says nothing about nulls. */
    @Test
    void everyPackage_saysWhatItIsAndIsNullMarked() {
        List<SourceFile> main = Repository.ofThisBuild().java().stream()
                .filter(source -> source.path().contains("/src/main/java/"))
                .filter(source -> !source.path().startsWith("test-apps/petshop/"))
                .toList();
        Set<String> described = main.stream()
                .filter(source -> source.path().endsWith("/package-info.java"))
                .filter(source ->
                        source.text().contains("@NullMarked") && source.text().startsWith("/**"))
                .map(SourceRulesTest::folder)
                .collect(Collectors.toSet());
        assertThat(main).extracting(SourceRulesTest::folder).allMatch(described::contains);
    }

    private static String folder(SourceFile source) {
        return source.path().substring(0, source.path().lastIndexOf('/'));
    }
}

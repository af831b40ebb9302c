package dev.covet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    private static final String PLANTED = "dev.covet.checks.planted";

    @TestFactory
    Stream<DynamicTest> everyRule_holdsForTheClassesOfTheBuild() {
        JavaClasses classes = new ClassFileImporter().importPaths(compiledModules());
        assertThat(classes).isNotEmpty();
        return new Architecture("dev.covet")
                .rules().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(classes)));
    }

    /** For each rule a class below "planted" breaks it and nothing else does. */
    @TestFactory
    Stream<DynamicTest> everyRule_isBrokenByItsPlantedClass() {
        JavaClasses planted = new ClassFileImporter().importPackages(PLANTED);
        return new Architecture(PLANTED)
                .rules().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(), () -> assertBroken(rule.getKey(), rule.getValue(), planted)));
    }

    private static void assertBroken(String name, ArchRule rule, JavaClasses planted) {
        List<String> violations = rule.evaluate(planted).getFailureReport().getDetails();
        String culprit = "Breaks"
                + Stream.of(name.split("-", -1))
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .reduce("", String::concat);
        assertThat(violations).anyMatch(violation -> violation.contains(culprit));
    }

    @Test
    void everyModule_isCompiledAndThereforeChecked() {
        assertThat(compiledModules()).hasSameSizeAs(modulesWithCode());
    }

    private static List<Path> compiledModules() {
        return modulesWithCode().stream()
                .map(module -> module.resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
    }

    private static List<Path> modulesWithCode() {
        Repository repository = Repository.ofThisBuild();
        Set<String> modules = Set.copyOf(Pattern.compile("<module>([^<]+)</module>")
                .matcher(repository.text("pom.xml"))
                .results()
                .map(match -> match.group(1))
                .toList());
        return modules.stream()
                .map(repository.root()::resolve)
                .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
                .toList();
    }
}

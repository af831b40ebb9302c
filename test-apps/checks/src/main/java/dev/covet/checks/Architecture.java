package dev.covet.checks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which package may know which. The root is a parameter so that a test can break each rule on purpose. */
public final class Architecture {
    private static final List<String> PRODUCT = List.of("agent", "instrumentation", "optimizer", "exporters", "orm");
    private static final List<String> APPLICATIONS = List.of(
            "fixtures", "conformance", "petshop", "plain", "load", "benchmarks", "demo", "checks", "agenttests");

    private final String root;

    public Architecture(String root) {
        this.root = root;
    }

    /** All rules by a short name. */
    public Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("bootstrap-knows-only-java-base", bootstrapKnowsOnlyJavaBase());
        rules.put("only-tooling-sees-the-parts", onlyToolingSeesTheParts());
        rules.put("optimizer-is-below-the-agent", optimizerIsBelowTheAgent());
        rules.put("sql-knows-nothing", onlyKnows("optimizer.sql"));
        rules.put("settings-know-nothing", onlyKnows("optimizer.settings"));
        rules.put("engine-knows-sql", onlyKnows("optimizer.engine", "optimizer.sql"));
        rules.put("callsite-knows-nothing", onlyKnows("optimizer.callsite"));
        rules.put("catalog-knows-the-engine", onlyKnows("optimizer.catalog", "optimizer.engine", "optimizer.sql"));
        rules.put(
                "features-know-the-engine",
                onlyKnows(
                        "optimizer.features",
                        "optimizer.callsite",
                        "optimizer.catalog",
                        "optimizer.engine",
                        "optimizer.sql",
                        "optimizer.settings"));
        rules.put(
                "features-do-not-know-each-other",
                slices().matching(root + ".optimizer.features.(*)..").should().notDependOnEachOther());
        rules.put("spi-knows-nothing", onlyKnows("instrumentation.spi"));
        rules.put(
                "instrumentation-knows-the-engine", onlyKnows("instrumentation", "optimizer.engine", "optimizer.sql"));
        rules.put("instrumentations-are-apart", instrumentationsAreApart());
        rules.put("exporters-know-signals", onlyKnows("exporters", "optimizer.engine", "optimizer.sql"));
        rules.put("runtime-knows-sql", onlyKnows("orm", "optimizer.sql"));
        rules.put("internal-stays-internal", internalStaysInternal());
        rules.put("product-does-not-know-applications", strangers(PRODUCT, APPLICATIONS));
        rules.put("applications-do-not-know-product", strangers(APPLICATIONS, PRODUCT));
        rules.put("no-cycles", slices().matching(root + ".(*)..").should().beFreeOfCycles());
        rules.replaceAll((name, rule) -> rule.allowEmptyShould(true));
        return rules;
    }

    /** The bootstrap classes are visible to every application, and java.sql is not visible to them. */
    private ArchRule bootstrapKnowsOnlyJavaBase() {
        return classes()
                .that(resideInAPackage(root + ".agent.bootstrap.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        root + ".agent.bootstrap..",
                        "java.io..",
                        "java.lang..",
                        "java.net..",
                        "java.security..",
                        "java.util..",
                        "org.jspecify.annotations.."));
    }

    /** The tooling puts the agent together. The rest of the agent only finds it. */
    private ArchRule onlyToolingSeesTheParts() {
        return noClasses()
                .that(resideInAPackage(root + ".agent..").and(resideOutsideOfPackage(root + ".agent.tooling..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        packages(List.of("agent.tooling", "instrumentation", "optimizer", "exporters"))));
    }

    private ArchRule optimizerIsBelowTheAgent() {
        return noClasses()
                .that(resideInAPackage(root + ".optimizer.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("net.bytebuddy..", "org.objectweb.asm..")
                        .or(resideInAnyPackage(packages(List.of("instrumentation", "exporters", "agent")))));
    }

    /** All may know how an instrumentation is described, and wrappers of one driver extend those of all. */
    private ArchRule instrumentationsAreApart() {
        String below = root + ".instrumentation.";
        return slices().matching(below + "(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(resideInAPackage(root + ".."), resideInAPackage(below + "spi.."))
                .ignoreDependency(resideInAPackage(below + "drivers.."), resideInAPackage(below + "jdbc.."));
    }

    private ArchRule strangers(List<String> who, List<String> whom) {
        return noClasses()
                .that(resideInAnyPackage(packages(who)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages(whom)));
    }

    /** Of our own packages, the first may know itself and the others named. */
    private ArchRule onlyKnows(String who, String... whom) {
        DescribedPredicate<JavaClass> allowed =
                resideOutsideOfPackage(root + "..").or(resideInAPackage(root + "." + who + ".."));
        for (String other : whom) {
            allowed = allowed.or(resideInAPackage(root + "." + other + ".."));
        }
        return classes()
                .that(resideInAPackage(root + "." + who + ".."))
                .should()
                .onlyDependOnClassesThat(allowed);
    }

    private ArchRule internalStaysInternal() {
        return classes()
                .that(resideInAPackage(root + ".."))
                .should(new ArchCondition<>("not use another module's internals") {
                    @Override
                    public void check(JavaClass user, ConditionEvents events) {
                        for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                            String used = dependency.getTargetClass().getPackageName();
                            boolean foreign = (used + ".").contains(".internal.")
                                    && used.startsWith(root + ".")
                                    && !module(used).equals(module(user.getPackageName()));
                            if (foreign) {
                                events.add(SimpleConditionEvent.violated(user, dependency.getDescription()));
                            }
                        }
                    }
                });
    }

    /** The first name below the root. */
    private String module(String packageName) {
        String below = packageName.substring(Math.min(packageName.length(), root.length() + 1));
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    private String[] packages(List<String> names) {
        return names.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
    }
}

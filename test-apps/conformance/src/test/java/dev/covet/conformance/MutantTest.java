package dev.covet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The oracle catches every mutant within the first programs that the build runs anyway. */
class MutantTest {
    private static final int PROGRAMS = 500;
    private static final Targets TARGETS = new Targets();
    private static final Map<String, Suite> SUITES = new LinkedHashMap<>();

    /** Programs of one target and what the bare driver says to them, run when a mutant first needs them. */
    private static final class Suite {
        private final Oracle oracle;
        private final Generator generator;
        private final List<Program> programs = new ArrayList<>();
        private final List<Transcript> expected = new ArrayList<>();

        Suite(Oracle oracle) {
            this.oracle = oracle;
            this.generator = new Generator(oracle.target().dialect());
        }

        boolean catches(Mutants.Mutant mutant) throws SQLException {
            Boundary boundary = new ReflectiveBoundary(mutant.change());
            for (int i = 0; i < PROGRAMS; i++) {
                if (i == programs.size()) {
                    programs.add(generator.generate(i + 1L));
                    expected.add(oracle.run(programs.get(i), Boundary.NONE));
                }
                if (programs.get(i).mentions(mutant.method())
                        && oracle.compare(programs.get(i), expected.get(i), boundary) != null) {
                    return true;
                }
            }
            return false;
        }
    }

    private static Suite suite(String target) throws SQLException {
        Suite suite = SUITES.get(target);
        if (suite == null) {
            suite = new Suite(new Oracle(TARGETS.open(target)));
            SUITES.put(target, suite);
        }
        return suite;
    }

    @AfterAll
    static void close() throws SQLException {
        for (Suite suite : SUITES.values()) {
            suite.oracle.close();
        }
        TARGETS.close();
    }

    @TestFactory
    Stream<DynamicTest> mutant_isCaught() {
        return Mutants.all().entrySet().stream()
                .map(mutant -> DynamicTest.dynamicTest(mutant.getKey(), () -> assertCaught(mutant.getValue())));
    }

    private static void assertCaught(Mutants.Mutant mutant) throws SQLException {
        for (String target : List.of("h2", "postgres")) {
            if (suite(target).catches(mutant)) {
                return;
            }
        }
        assertThat(mutant)
                .as("caught by none of %d programs a target", PROGRAMS)
                .isNull();
    }

    @Test
    void mutants_areMany() {
        assertThat(Mutants.all()).hasSizeGreaterThanOrEqualTo(25);
    }
}

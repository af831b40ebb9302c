package dev.covet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The oracle catches every mutant within the first programs that the build runs anyway. */
class MutantTest {
    private static final int PROGRAMS = 350;
    private static final Targets TARGETS = new Targets();
    private static final List<Suite> SUITES = new ArrayList<>();

    /** Programs of one target and what the bare driver says to them. */
    private record Suite(Oracle oracle, List<Program> programs, List<Transcript> expected) {
        static Suite of(String target) throws SQLException {
            Oracle oracle = new Oracle(TARGETS.open(target));
            Suite suite = new Suite(oracle, new ArrayList<>(), new ArrayList<>());
            Generator generator = new Generator(oracle.target().dialect());
            for (long seed = 1; seed <= PROGRAMS; seed++) {
                Program program = generator.generate(seed);
                suite.programs.add(program);
                suite.expected.add(oracle.run(program, Boundary.NONE));
            }
            return suite;
        }

        boolean catches(Mutants.Mutant mutant) throws SQLException {
            Boundary boundary = new ReflectiveBoundary(mutant.change());
            for (int i = 0; i < programs.size(); i++) {
                if (programs.get(i).mentions(mutant.method())
                        && oracle.compare(programs.get(i), expected.get(i), boundary) != null) {
                    return true;
                }
            }
            return false;
        }
    }

    @BeforeAll
    static void runWithoutBoundary() throws SQLException {
        SUITES.add(Suite.of("h2"));
        SUITES.add(Suite.of("postgres"));
    }

    @AfterAll
    static void close() throws SQLException {
        for (Suite suite : SUITES) {
            suite.oracle().close();
        }
        TARGETS.close();
    }

    @TestFactory
    Stream<DynamicTest> mutant_isCaught() {
        return Mutants.all().entrySet().stream()
                .map(mutant -> DynamicTest.dynamicTest(mutant.getKey(), () -> assertCaught(mutant.getValue())));
    }

    private static void assertCaught(Mutants.Mutant mutant) throws SQLException {
        for (Suite suite : SUITES) {
            if (suite.catches(mutant)) {
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

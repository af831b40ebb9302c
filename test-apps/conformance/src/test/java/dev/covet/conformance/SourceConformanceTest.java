package dev.covet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs about data sources, pools, distributed transactions and row sets, through the agent's own instrumentation. */
class SourceConformanceTest {
    /** In percent of what {@code ConformanceTest} runs. */
    private static final int SHARE = 12;

    private static final int PROGRAMS = Integer.getInteger("covet.conformance.programs", 2_100) * SHARE / 100;
    private static final int MUTANT_PROGRAMS = 160;
    private static final long SEED = Long.getLong("covet.conformance.seed", 1L);
    private static final Targets TARGETS = new Targets();
    private static final Map<String, Suite> SUITES = new LinkedHashMap<>();

    /** Programs of one target and what they observe without a boundary, run when a mutant first needs them. */
    private static final class Suite {
        private final Oracle oracle;
        private final SourceGenerator generator;
        private final Map<Integer, Transcript> expected = new HashMap<>();

        Suite(Oracle oracle) {
            this.oracle = oracle;
            this.generator = new SourceGenerator(oracle.target().dialect());
        }

        boolean catches(SourceMutants.Mutant mutant) throws SQLException {
            for (int i = 1; i <= MUTANT_PROGRAMS; i++) {
                Program program = generator.generate(i);
                if (!program.mentions(mutant.word())) {
                    continue;
                }
                Transcript bare = expected.get(i);
                if (bare == null) {
                    bare = oracle.run(program, Boundary.NONE);
                    expected.put(i, bare);
                }
                if (oracle.compare(program, bare, mutant.boundary()) != null) {
                    return true;
                }
            }
            return false;
        }
    }

    @BeforeAll
    static void instrumentDrivers() {
        assertThat(WovenSources.installed()).isNotNull();
    }

    @AfterAll
    static void endServers() throws SQLException {
        for (Suite suite : SUITES.values()) {
            suite.oracle.close();
        }
        TARGETS.close();
    }

    @ParameterizedTest(name = "{0}, {1} % of the programs")
    @CsvSource({"h2, 40", "postgres, 25", "mariadb, 20", "mysql-driver, 15"})
    void programs_throughDataSources_observeWhatTheyObserveWithoutABoundary(String name, int percent)
            throws SQLException {
        int programs = Math.toIntExact((long) PROGRAMS * percent / 100);
        int before = WovenSources.installed().wrapped();
        try (Oracle oracle = new Oracle(TARGETS.open(name))) {
            SourceGenerator generator = new SourceGenerator(oracle.target().dialect());

            assertThat(new Campaign(oracle, boundaries(name)).run(generator::generate, SEED, programs))
                    .isEmpty();
        }
        assertThat(WovenSources.installed().wrapped() - before)
                .as("connections that went through a boundary")
                .isGreaterThan(programs);
    }

    /** That the oracle itself is right is tried where it costs least. */
    private static Map<String, Boundary> boundaries(String target) {
        return target.equals("h2") ? TestedBoundaries.boundaries() : Map.of("covet", new CovetBoundary());
    }

    @TestFactory
    Stream<DynamicTest> mutant_isCaught() {
        return SourceMutants.all().entrySet().stream()
                .map(mutant -> DynamicTest.dynamicTest(
                        mutant.getKey(),
                        () -> assertThat(suite(mutant.getValue().target()).catches(mutant.getValue()))
                                .as("caught by one of %d programs", MUTANT_PROGRAMS)
                                .isTrue()));
    }

    private static Suite suite(String target) throws SQLException {
        Suite suite = SUITES.get(target);
        if (suite == null) {
            suite = new Suite(new Oracle(TARGETS.open(target)));
            SUITES.put(target, suite);
        }
        return suite;
    }
}

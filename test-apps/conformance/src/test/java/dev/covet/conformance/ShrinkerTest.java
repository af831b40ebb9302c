package dev.covet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final Boundary FORGETFUL =
            new ReflectiveBoundary(call -> call.is(ResultSet.class, "wasNull") ? (Object) false : call.proceed());

    @Test
    void failingProgram_shrinksToTheStepsItNeeds_andTheTextReproducesIt() throws SQLException {
        try (Targets targets = new Targets();
                Oracle oracle = new Oracle(targets.open("h2"))) {
            Difference small = Shrinker.shrink(oracle, FORGETFUL, firstDifference(oracle));
            Program program = Program.parse(small.program().toString());
            assertThat(program.steps()).hasSizeLessThanOrEqualTo(6);
            assertThat(program).isEqualTo(small.program());
            assertThat(oracle.compare(program, FORGETFUL)).isEqualTo(small);
            assertThat(Oracle.replay(program, Boundary.NONE)).isNull();
            assertThat(small.toString()).contains("wasNull", "boundary:    Boolean false", "Program.parse");
        }
    }

    private static Difference firstDifference(Oracle oracle) throws SQLException {
        Generator generator = new Generator(oracle.target().dialect());
        Difference difference = null;
        for (long seed = 1; difference == null && seed < 500; seed++) {
            difference = oracle.compare(generator.generate(seed), FORGETFUL);
        }
        return Objects.requireNonNull(difference, "no program noticed");
    }
}

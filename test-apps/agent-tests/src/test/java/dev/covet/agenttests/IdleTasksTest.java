package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.AgentJar.End;
import dev.covet.agenttests.programs.IdleTasksMain;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Executors are woven for the whole JVM; who has no request must not pay for it. */
class IdleTasksTest {
    /** The first compiler removes no allocations, so numbers of different runs can be compared. */
    private static final String COMPILER = "-XX:TieredStopAtLevel=1";

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void tasks_withoutARequest_allocateWhatTheyDoWithoutTheAgent(int jdk) {
        End without = run(program(IdleTasksMain.class, jdk).flags(COMPILER));
        End with = run(
                program(IdleTasksMain.class, jdk).flags(COMPILER, flag("")).environment("OTEL_SDK_DISABLED", "true"));
        assertThat(AgentJar.complaints(with.errors())).isEmpty();
        assertThat(without.output()).hasSize(5);
        assertThat(with.output()).isEqualTo(without.output());
    }
}

package dev.covet.agent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CovetDispatcherTest {
    private static final int POINT = 77;

    @AfterEach
    void removeTarget() {
        CovetDispatcher.target(POINT, null);
        CovetDispatcher.gate(POINT, null);
    }

    @Test
    void idle_isWhatTheGateSaysAndNeverWithoutOne() {
        assertThat(CovetDispatcher.idle(POINT, "a", null)).isFalse();
        assertThat(CovetDispatcher.idle(100_000, "a", null)).isFalse();
        CovetDispatcher.gate(POINT, (self, value) -> "a".equals(self) && value == null);
        assertThat(CovetDispatcher.idle(POINT, "a", null)).isTrue();
        assertThat(CovetDispatcher.idle(POINT, "a", "b")).isFalse();
    }

    @Test
    void call_withoutTarget_isNull() {
        assertThat(CovetDispatcher.call(POINT, "a", null, null, null)).isNull();
        assertThat(CovetDispatcher.call(100_000, "a", null, null, null)).isNull();
    }

    @Test
    void call_target_getsAllFourAndAnswers() {
        CovetDispatcher.target(POINT, Arrays::toString);
        assertThat(CovetDispatcher.call(POINT, "a", 1, null, 'c')).isEqualTo("[a, 1, null, c]");
    }

    @Test
    void call_targetThrows_isCountedAndNull() {
        long errors = CovetDispatcher.errors();
        CovetDispatcher.target(POINT, call -> {
            throw new AssertionError("ours");
        });
        assertThat(CovetDispatcher.call(POINT, "a", null, null, null)).isNull();
        assertThat(CovetDispatcher.errors()).isEqualTo(errors + 1);
    }

    @Test
    void call_errorOfTheJvm_isThrownOn() {
        CovetDispatcher.target(POINT, call -> {
            throw new OutOfMemoryError("planted");
        });
        assertThatThrownBy(() -> CovetDispatcher.call(POINT, "a", null, null, null))
                .isInstanceOf(OutOfMemoryError.class);
    }
}

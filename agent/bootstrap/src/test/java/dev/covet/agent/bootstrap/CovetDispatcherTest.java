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
    void enter_withoutTarget_isNull() {
        assertThat(CovetDispatcher.enter(POINT, "a")).isNull();
        assertThat(CovetDispatcher.enter(100_000, "a", 1)).isNull();
    }

    @Test
    void enter_target_getsSelfAndEachNumberOfArguments() {
        CovetDispatcher.target(POINT, Arrays::deepToString);
        assertThat(CovetDispatcher.enter(POINT, "a")).isEqualTo("[a, [], null, null]");
        assertThat(CovetDispatcher.enter(POINT, "a", 1)).isEqualTo("[a, [1], null, null]");
        assertThat(CovetDispatcher.enter(POINT, "a", 1, 2)).isEqualTo("[a, [1, 2], null, null]");
        assertThat(CovetDispatcher.enter(POINT, "a", 1, 2, 3)).isEqualTo("[a, [1, 2, 3], null, null]");
        assertThat(CovetDispatcher.enterMany(POINT, "a", new Object[] {1, 2, 3, 4}))
                .isEqualTo("[a, [1, 2, 3, 4], null, null]");
        assertThat(CovetDispatcher.replace(POINT, "a", 1)).isEqualTo("[a, [1], null, null]");
    }

    @Test
    void exit_target_getsTokenResultAndThrown() {
        CovetDispatcher.target(POINT, Arrays::toString);
        assertThat(CovetDispatcher.exit(POINT - 1, "a", "result", null)).isEqualTo("[a, null, result, null]");
        assertThat(CovetDispatcher.exit(POINT - 1, "a", "token", "result", null))
                .isEqualTo("[a, token, result, null]");
        assertThat(CovetDispatcher.exit(POINT - 1, "a", null, "result", null)).isNull();
    }

    @Test
    void enter_idleGate_targetIsNotCalled() {
        CovetDispatcher.target(POINT, Arrays::toString);
        CovetDispatcher.gate(POINT, (self, value) -> "idle".equals(value));
        assertThat(CovetDispatcher.enter(POINT, "a", "idle")).isNull();
        assertThat(CovetDispatcher.enter(POINT, "a", "busy")).isNotNull();
    }

    @Test
    void enter_gateThrows_isCountedAndTheTargetNotCalled() {
        long errors = CovetDispatcher.errors();
        CovetDispatcher.target(POINT, Arrays::toString);
        CovetDispatcher.gate(POINT, (self, value) -> {
            throw new AssertionError("ours");
        });
        assertThat(CovetDispatcher.enter(POINT, "a", 1)).isNull();
        assertThat(CovetDispatcher.errors()).isEqualTo(errors + 1);
    }

    @Test
    void choose_wrongType_originalAndCounted() {
        long errors = CovetDispatcher.errors();
        assertThat(CovetDispatcher.choose("original", "other", true)).isEqualTo("other");
        assertThat(CovetDispatcher.choose("original", null, false)).isEqualTo("original");
        assertThat(CovetDispatcher.errors()).isEqualTo(errors);
        assertThat(CovetDispatcher.choose("original", "other", false)).isEqualTo("original");
        assertThat(CovetDispatcher.errors()).isEqualTo(errors + 1);
    }

    @Test
    void enter_targetThrows_isCountedAndNull() {
        long errors = CovetDispatcher.errors();
        CovetDispatcher.target(POINT, call -> {
            throw new AssertionError("ours");
        });
        assertThat(CovetDispatcher.enter(POINT, "a")).isNull();
        assertThat(CovetDispatcher.errors()).isEqualTo(errors + 1);
    }

    @Test
    void enter_errorOfTheJvm_isThrownOn() {
        CovetDispatcher.target(POINT, call -> {
            throw new OutOfMemoryError("planted");
        });
        assertThatThrownBy(() -> CovetDispatcher.enter(POINT, "a")).isInstanceOf(OutOfMemoryError.class);
    }
}

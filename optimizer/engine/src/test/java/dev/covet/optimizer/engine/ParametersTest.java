package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParametersTest {
    private final Parameters parameters = new Parameters();

    @Test
    void set_outOfOrder_keepsPositions() {
        parameters.set(20, "last");
        parameters.set(1, 7);

        assertThat(parameters.count()).isEqualTo(20);
        assertThat(parameters.get(1)).isEqualTo(7);
        assertThat(parameters.get(2)).isNull();
        assertThat(parameters.get(20)).isEqualTo("last");
    }

    @Test
    void set_impossiblePositions_keepsNothing() {
        parameters.set(0, "no");
        parameters.set(-1, "no");
        parameters.set(Integer.MAX_VALUE, "no");

        assertThat(parameters.count()).isZero();
    }

    @Test
    void copy_thenChange_copyStays() {
        parameters.set(1, "before");
        Parameters copy = parameters.copy();

        parameters.set(1, "after");
        parameters.clear();

        assertThat(copy.get(1)).isEqualTo("before");
        assertThat(copy.count()).isEqualTo(1);
        assertThat(parameters.count()).isZero();
    }
}

package dev.covet.optimizer.features.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolderTest {
    @ParameterizedTest
    @CsvSource({
        "-135746000, 0 µs",
        "0, 0 µs",
        "999999, 999 µs",
        "1500000, 1.5 ms",
        "99900000, 99.9 ms",
        "2500000000, 2.5 s"
    })
    void times_areShownInTheirUnit_andNeverLessThanNothing(long nanos, String shown) {
        assertThat(Holder.seconds(nanos)).isEqualTo(shown);
    }
}

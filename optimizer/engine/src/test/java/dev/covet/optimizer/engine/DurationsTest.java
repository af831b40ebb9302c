package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurationsTest {
    private record Taken(long count, long nanos) {}

    private final Durations durations = new Durations();

    private List<Taken> drained() {
        List<Taken> taken = new ArrayList<>();
        durations.drain((count, nanos) -> taken.add(new Taken(count, nanos)));
        return taken;
    }

    @Test
    void drain_handsOverOnceWithTheAverageOfEachPowerOfTwo() {
        durations.record(100);
        durations.record(110);
        durations.record(127);
        durations.record(128);
        durations.record(1_000_000);
        assertThat(durations.count()).isEqualTo(5);
        assertThat(drained()).containsExactly(new Taken(3, 112), new Taken(1, 128), new Taken(1, 1_000_000));
        assertThat(durations.count()).isZero();
        assertThat(drained()).isEmpty();
    }

    @Test
    void record_whatNoClockGives_isKeptInTheOutermost() {
        durations.record(0);
        durations.record(-5);
        durations.record(Long.MAX_VALUE);
        assertThat(drained()).containsExactly(new Taken(2, 0), new Taken(1, Long.MAX_VALUE));
    }
}

package dev.covet.optimizer.features.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.features.cache.store.CacheKey;
import dev.covet.optimizer.features.cache.store.Form;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FlightsTest {
    private final Flights flights = new Flights();
    private final CacheKey key = new CacheKey(
            "session",
            "select 1",
            Objects.requireNonNull(BoundKey.of(new Parameters(), 0)),
            Form.untyped(true, false, 0));

    @Test
    void leading_failed_leavesNobodyWaiting() {
        assertThat(flights.join(key)).isNull();

        assertThatThrownBy(() -> flights.leading(key, () -> {
                    throw new IllegalStateException("no memory");
                }))
                .hasMessage("no memory");

        assertThat(flights.join(key)).isNull();
    }

    @Test
    void leading_goesOn_untilItLands() {
        assertThat(flights.join(key)).isNull();
        assertThat(flights.leading(key, () -> Verdict.PROCEED)).isSameAs(Verdict.PROCEED);
        assertThat(flights.join(key)).isNotNull();
        flights.land(key);
        assertThat(flights.join(key)).isNull();
    }
}

package dev.covet.optimizer.features.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Cancellation;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.features.cache.store.CacheKey;
import dev.covet.optimizer.features.cache.store.Form;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlightsTest {
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);

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

    /** A statement that is cancelled once it waits. */
    private static final class Cancelling implements Cancellation {
        private boolean waits;
        private boolean wanted;

        @Override
        public void passTo(@Nullable StandIn next) {
            waits = next != null;
            wanted |= waits;
        }

        @Override
        public boolean wanted() {
            return wanted;
        }
    }

    @Test
    void await_cancelled_doesNotWaitForTheOther_whoGoesOn() {
        flights.join(key);
        CountDownLatch other = Objects.requireNonNull(flights.join(key));
        Cancelling statement = new Cancelling();

        assertThat(flights.await(key, other, LONG, Long.MAX_VALUE, statement)).isTrue();

        assertThat(other.getCount()).isOne();
        assertThat(statement.waits).isFalse();
        assertThat(flights.join(key)).isSameAs(other);
    }

    @Test
    void await_nobodyLands_othersNeedNotWait() {
        flights.join(key);
        CountDownLatch other = Objects.requireNonNull(flights.join(key));

        assertThat(flights.await(key, other, 1, Long.MAX_VALUE, Cancellation.NONE))
                .isFalse();

        assertThat(flights.join(key)).isNull();
    }
}

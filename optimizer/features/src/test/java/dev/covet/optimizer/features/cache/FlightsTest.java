package dev.covet.optimizer.features.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Cancellation;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.features.cache.store.CacheKey;
import dev.covet.optimizer.features.cache.store.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlightsTest {
    private static final int CROWD = 100;

    /** Nobody waits for longer than five seconds. */
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);

    private final Flights flights = new Flights();
    private final CacheKey key = new CacheKey(
            "session",
            "select 1",
            Objects.requireNonNull(BoundKey.of(new Parameters(), 0)),
            Form.untyped(true, false, 0));

    private Flights.Flight first() {
        Flights.Flight mine = new Flights.Flight(key);
        assertThat(flights.join(mine)).isNull();
        return mine;
    }

    private Flights.@Nullable Flight another() {
        return flights.join(new Flights.Flight(key));
    }

    @Test
    void leading_failed_leavesNobodyWaiting() {
        Flights.Flight mine = first();

        assertThatThrownBy(() -> flights.leading(mine, () -> {
                    throw new IllegalStateException("no memory");
                }))
                .hasMessage("no memory");

        assertThat(another()).isNull();
    }

    @Test
    void leading_goesOn_untilItLands() {
        Flights.Flight mine = first();
        assertThat(flights.leading(mine, () -> Verdict.PROCEED)).isSameAs(Verdict.PROCEED);
        assertThat(another()).isSameAs(mine);
        flights.land(mine, null);
        assertThat(another()).isNull();
    }

    @Test
    void join_after_isTheSameForAllWhoWaited_howeverLateTheyCome() {
        Flights.Flight before = first();
        flights.land(before, null);
        Flights.Flight second = new Flights.Flight(key);
        assertThat(flights.join(before, second)).isNull();
        assertThat(flights.join(before, new Flights.Flight(key))).isSameAs(second);
        flights.land(second, null);

        assertThat(flights.join(before, new Flights.Flight(key))).isSameAs(second);
        assertThat(another()).isNull();
    }

    @Test
    void join_afterWhenSomebodyElseHasBegun_isHis() {
        Flights.Flight before = first();
        flights.land(before, null);
        Flights.Flight others = first();

        assertThat(flights.join(before, new Flights.Flight(key))).isSameAs(others);
        assertThat(another()).isSameAs(others);
    }

    @Test
    void land_ofOneThatWasGivenUp_leavesTheNextInTheAir() {
        Flights.Flight mine = first();
        assertThat(flights.await(mine, 1, LONG, Cancellation.NONE)).isFalse();
        Flights.Flight next = first();

        flights.land(mine, null);

        assertThat(another()).isSameAs(next);
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
        Flights.Flight other = first();
        Cancelling statement = new Cancelling();

        assertThat(flights.await(other, LONG, LONG, statement)).isTrue();

        assertThat(statement.waits).isFalse();
        assertThat(another()).isSameAs(other);
    }

    @Test
    void await_applicationAllowsLess_leavesTheOtherToThoseWhoCanWait() {
        Flights.Flight other = first();

        assertThat(flights.await(other, LONG, 1, Cancellation.NONE)).isFalse();

        assertThat(another()).isSameAs(other);
    }

    /** A statement that another thread cancels. */
    private static final class Cancelled implements Cancellation {
        private final CompletableFuture<StandIn> instead = new CompletableFuture<>();
        private volatile boolean wanted;

        @Override
        public void passTo(@Nullable StandIn next) {
            if (next != null) {
                instead.complete(next);
            }
        }

        @Override
        public boolean wanted() {
            return wanted;
        }
    }

    @Test
    void await_cancelledByAnotherThread_isWokenAtOnce() throws Exception {
        Flights.Flight other = first();
        Cancelled statement = new Cancelled();
        CompletableFuture<Boolean> waiting =
                CompletableFuture.supplyAsync(() -> flights.await(other, LONG, LONG, statement));

        Cancellation.StandIn instead = statement.instead.get();
        statement.wanted = true;
        instead.cancel();

        assertThat(waiting.get()).isTrue();
        assertThat(another()).isSameAs(other);
    }

    /** Each wakes two: nobody is left out, also if some are cancelled meanwhile. */
    @Test
    void land_wakesAllWhoWait() throws Exception {
        Flights.Flight mine = first();
        List<Cancelled> cancelled = new ArrayList<>();
        List<CompletableFuture<Boolean>> crowd = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(CROWD);
        try {
            for (int i = 0; i < CROWD; i++) {
                Cancelled statement = new Cancelled();
                cancelled.add(statement);
                crowd.add(CompletableFuture.supplyAsync(() -> flights.await(mine, LONG, LONG, statement), threads));
            }
            for (int i = 0; i < CROWD; i++) {
                Cancellation.StandIn instead = cancelled.get(i).instead.get();
                cancelled.get(i).wanted = i % 3 == 0;
                if (i % 3 == 0) {
                    instead.cancel();
                }
            }

            flights.land(mine, null);

            for (int i = 0; i < CROWD; i++) {
                assertThat(crowd.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(i % 3 == 0);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void await_interrupted_leavesThatToTheDriver() {
        Flights.Flight other = first();
        Thread.currentThread().interrupt();

        assertThat(flights.await(other, LONG, LONG, Cancellation.NONE)).isFalse();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(another()).isSameAs(other);
    }

    @Test
    void await_nobodyLands_othersNeedNotWait() {
        Flights.Flight other = first();

        assertThat(flights.await(other, 1, LONG, Cancellation.NONE)).isFalse();

        assertThat(another()).isNull();
    }
}

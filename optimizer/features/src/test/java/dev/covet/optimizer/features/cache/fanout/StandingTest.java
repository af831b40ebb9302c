package dev.covet.optimizer.features.cache.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.signal.RelayStandingSignal;
import dev.covet.optimizer.engine.signal.RelayedCommitsSignal;
import dev.covet.optimizer.engine.signal.Signal;
import dev.covet.optimizer.engine.signal.SignalBus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of the feeds of several databases. */
class StandingTest {
    private final SignalBus bus = new SignalBus(16, error -> {
        throw new AssertionError(error);
    });
    private final List<Signal> signals = new CopyOnWriteArrayList<>();
    private final Standing.All all = new Standing.All();

    private List<Signal> told() {
        assertThat(bus.flush(Duration.ofSeconds(10))).isTrue();
        List<Signal> told = List.copyOf(signals);
        signals.clear();
        return told;
    }

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void databases_areCountedByRole_untilTheyEnd() {
        bus.add(signals::add);
        Standing one = all.begin(bus);
        Standing two = all.begin(bus);
        one.become(Standing.Role.APART);
        one.become(Standing.Role.APART);
        two.become(Standing.Role.FOLLOWS);
        one.become(Standing.Role.LEADS);
        assertThat(told())
                .containsExactly(
                        new RelayStandingSignal(0, 0, 1),
                        new RelayStandingSignal(0, 1, 1),
                        new RelayStandingSignal(1, 1, 0));

        two.become(Standing.Role.ENDED);
        two.become(Standing.Role.APART);
        one.tell();
        one.become(Standing.Role.ENDED);
        assertThat(told())
                .containsExactly(
                        new RelayStandingSignal(1, 0, 0),
                        new RelayStandingSignal(1, 0, 0),
                        new RelayStandingSignal(0, 0, 0));
    }

    @Test
    void oneThatNeverBegan_changesNothing() {
        bus.add(signals::add);
        all.begin(bus).become(Standing.Role.ENDED);
        all.begin(bus).become(Standing.Role.LEADS);

        assertThat(told()).endsWith(new RelayStandingSignal(1, 0, 0));
    }

    @Test
    void commits_areToldByDirection() {
        bus.add(signals::add);
        Standing one = all.begin(bus);
        one.handedOn(0);
        one.handedOn(3);
        one.takenOver(2);

        assertThat(told()).containsExactly(new RelayedCommitsSignal(true, 3), new RelayedCommitsSignal(false, 2));
    }
}

package dev.covet.optimizer.features.route.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.LastTime;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = new Progress();

    private void primary(long nanos, String position) {
        progress.primaryWas(nanos, GtidPosition.of(position));
    }

    private void replica(long nanos, String position) {
        progress.replicaIs(GtidPosition.of(position), nanos);
    }

    @Test
    void replica_showsWhatItHasReplayed() {
        assertThat(progress.shown()).isEqualTo(LastTime.NEVER);
        primary(10, "0-1-100");
        primary(20, "0-1-101");
        primary(30, "0-1-103");
        replica(31, "0-1-99");
        assertThat(progress.shown()).isEqualTo(LastTime.NEVER);
        replica(32, "0-1-102");
        assertThat(progress.shown()).isEqualTo(20);
        replica(33, "0-1-103");
        assertThat(progress.shown()).isEqualTo(30);
        primary(40, "0-1-103");
        assertThat(progress.shown()).isEqualTo(40);
    }

    /** As after a replica has become the primary. */
    @Test
    void positionThatCannotBeComparedAnyMore_isPassed() {
        primary(10, "0-1-100");
        primary(20, "0-2-101");
        primary(30, "0-2-105");
        replica(31, "0-2-102");
        assertThat(progress.shown()).isEqualTo(20);
    }

    @Test
    void replicaThatHasWhatThePrimaryHasNot_isAhead_untilAnotherPrimaryBegins() {
        replica(10, "0-1-100");
        primary(9, "0-1-50");
        assertThat(progress.isAhead()).as("the primary was asked before").isFalse();
        primary(11, "0-1-50");
        assertThat(progress.isAhead()).isTrue();
        progress.forget();
        replica(12, "0-1-100");
        primary(13, "0-1-200");
        assertThat(progress.isAhead())
                .as("it may have other transactions of these numbers")
                .isTrue();
        progress.begin();
        assertThat(progress.isAhead()).isFalse();
    }

    @Test
    void replicaThatIsBehind_isNotAhead() {
        for (int i = 1; i < 1_000; i++) {
            primary(10L * i, "0-1-" + i);
            replica(10L * i + 5, "0-1-" + i);
        }
        assertThat(progress.isAhead()).isFalse();
        assertThat(progress.shown()).isEqualTo(9_990);
    }
}

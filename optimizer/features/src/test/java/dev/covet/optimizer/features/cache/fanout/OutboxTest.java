package dev.covet.optimizer.features.cache.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.change.Commit;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is kept until it is written. */
class OutboxTest {
    private static final Commit COMMIT = new Commit(1, Set.of(), true, 5);

    private final Outbox outbox = new Outbox();

    @Test
    void closed_keepsNothing() {
        outbox.put(List.of(COMMIT), 5);
        outbox.open();
        assertThat(outbox.isEmpty()).isTrue();
        outbox.put(List.of(COMMIT), 5);
        outbox.close();
        assertThat(outbox.take(0).content()).isEmpty();
    }

    @Test
    void commits_standBeforeTheirPosition_andOnlyTheLastPositionIsWritten() {
        EntryWriter expected = new EntryWriter();
        expected.commit(COMMIT);
        expected.told(9);
        outbox.open();
        outbox.put(List.of(COMMIT), 5);
        outbox.put(List.of(), 7);
        outbox.put(List.of(), 9);

        Outbox.Parcel taken = outbox.take(0);
        assertThat(taken.content()).isEqualTo(expected.take());
        assertThat(taken.commits()).isEqualTo(1);
        outbox.put(List.of(), 9);
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void tooMany_areLost_andThatIsSaid() {
        outbox.open();
        outbox.put(Collections.nCopies(30_000, COMMIT), 5);
        outbox.put(List.of(COMMIT), 6);

        assertThat(outbox.hasLost()).isTrue();
        assertThat(outbox.take(0).content()).isEmpty();
        outbox.open();
        assertThat(outbox.hasLost()).isFalse();
    }

    @Test
    void entries_areNotLarge() {
        outbox.open();
        outbox.put(Collections.nCopies(10_000, COMMIT), 5);

        assertThat(outbox.take(0).content()).hasSizeBetween(16_000, 17_000);
        assertThat(outbox.isEmpty()).isFalse();
    }
}

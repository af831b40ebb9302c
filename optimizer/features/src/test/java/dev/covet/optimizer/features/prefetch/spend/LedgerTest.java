package dev.covet.optimizer.features.prefetch.spend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final int SINGLE = 100_000;

    private final Ledger ledger = new Ledger();

    private void batches(int count, int keys, int used, long nanos) {
        for (int i = 0; i < count; i++) {
            ledger.single(SINGLE, 100);
            ledger.batch(keys, nanos, keys * 100L);
            ledger.settled(keys, used);
        }
    }

    @Test
    void batch_ofTwoThatIsHeldUp_doesNotMakeLargeOnesLookBad() {
        batches(10, 50, 50, 6L * SINGLE);

        batches(1, 2, 2, 100L * SINGLE);
        batches(4, 50, 50, 6L * SINGLE);

        assertThat(ledger.shadow()).isFalse();
    }

    @Test
    void batches_dearerThanSingleQueries_areNotSentAnyMore() {
        batches(20, 20, 20, 60L * SINGLE);

        assertThat(ledger.shadow()).isTrue();
    }

    @Test
    void batches_ofWhichLittleIsUsed_areNotSentAnyMore() {
        batches(20, 20, 1, 10L * SINGLE);

        assertThat(ledger.shadow()).isTrue();
        assertThat(ledger.hits()).isLessThan(0.2);
    }
}

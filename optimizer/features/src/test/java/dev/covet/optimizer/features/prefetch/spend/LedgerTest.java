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

    @Test
    void twoUnits_areEnoughToLearn_oneIsNot() {
        batches(2, 3, 3, SINGLE);
        ledger.unitEnded(6, 6);
        assertThat(ledger.learned()).isFalse();
        ledger.unitEnded(6, 6);

        assertThat(ledger.learned()).isTrue();
        assertThat(ledger.size(0, 6)).isEqualTo(6);
    }

    @Test
    void learnedPair_thatIsLeftEarly_fetchesWhatWasUsed() {
        for (int unit = 0; unit < 10; unit++) {
            batches(1, 2, 2, SINGLE);
            ledger.unitEnded(3, 100);
        }

        assertThat(ledger.size(0, 100)).isEqualTo(3);
    }

    @Test
    void learnedPair_withoutSavings_mayNotSpend() {
        ledger.unitEnded(50, 50);
        ledger.unitEnded(50, 50);

        assertThat(ledger.size(0, 50)).isEqualTo(2);
    }
}

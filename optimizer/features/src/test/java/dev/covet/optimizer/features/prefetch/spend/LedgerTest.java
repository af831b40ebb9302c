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
        ledger.unitEnded(6, 6, 6);
        assertThat(ledger.learned()).isFalse();
        ledger.unitEnded(6, 6, 6);

        assertThat(ledger.learned()).isTrue();
        assertThat(ledger.size(0, 6)).isEqualTo(6);
    }

    @Test
    void learnedPair_thatIsLeftEarly_fetchesWhatWasUsed() {
        for (int unit = 0; unit < 10; unit++) {
            batches(1, 2, 2, SINGLE);
            ledger.unitEnded(3, 3, 100);
        }

        assertThat(ledger.size(0, 100)).isEqualTo(3);
    }

    @Test
    void learnedPair_withoutSavings_mayNotSpend() {
        ledger.unitEnded(50, 50, 50);
        ledger.unitEnded(50, 50, 50);

        assertThat(ledger.size(0, 50)).isEqualTo(2);
    }

    @Test
    void learnedPair_thatVisitsEveryTenthRow_fetchesAsFarAsItWent() {
        batches(20, 20, 10, 2L * SINGLE);
        for (int unit = 0; unit < 3; unit++) {
            ledger.unitEnded(10, 91, 200);
        }

        assertThat(ledger.size(0, 200)).isEqualTo(91);
    }

    @Test
    void batches_thatLoseNextToNothing_areSentOn() {
        batches(20, 50, 50, 2L * SINGLE);
        batches(20, 3, 1, SINGLE);

        assertThat(ledger.shadow()).isFalse();
    }

    @Test
    void keys_usedAfterTheNextBatch_countAsUsed() {
        batches(1, 20, 1, 2L * SINGLE);
        Ledger.Sums before = ledger.sums();

        ledger.usedLater();

        assertThat(ledger.sums().used()).isEqualTo(before.used() + 1);
        assertThat(ledger.sums().wasted()).isEqualTo(before.wasted() - 1);
        assertThat(ledger.sums().savedNanos()).isGreaterThan(before.savedNanos());
    }
}

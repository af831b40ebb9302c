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

    /** Microseconds; the keys of the batches grow as they do in a loop. */
    private void page(int single, int ofKey, int[] keys, int[] used) {
        for (int i = 0; i < keys.length; i++) {
            ledger.single(single * 1_000L, 300);
            ledger.batch(keys[i], (single + 50L + (long) ofKey * (keys[i] - 1)) * 1_000, keys[i] * 300L);
            ledger.settled(keys[i], used[i]);
        }
    }

    private static final int[] GROWING = {4, 16, 64, 115};
    private static final int[] EVERY_TENTH = {1, 2, 6, 11};

    @Test
    void everyTenthRow_overANetwork_staysWorthIt_thoughTheFirstBatchMetColdCode() {
        for (int i = 0; i < 2; i++) {
            ledger.single(3_000_000, 300);
        }
        ledger.batch(4, 6_000_000, 1_200);
        ledger.settled(4, 1);

        for (int unit = 0; unit < 50; unit++) {
            page(850, 8, GROWING, EVERY_TENTH);
        }

        assertThat(ledger.shadow()).isFalse();
        assertThat(ledger.paid(16, 2)).isTrue();
    }

    @Test
    void everyTenthRow_onLoopback_isNotFetched() {
        page(40, 8, new int[] {4, 2, 2, 200}, new int[] {1, 1, 1, 20});

        assertThat(ledger.shadow()).isTrue();
    }

    @Test
    void dearKeys_overANetwork_areKnownOnceCodeIsWarm() {
        page(5_500, 5_000, new int[] {4, 4, 4, 4, 4, 4, 4, 4}, new int[] {4, 4, 4, 4, 4, 4, 4, 4});
        assertThat(ledger.paid(4, 1)).isFalse();
        page(5_500, 5_000, new int[] {4}, new int[] {4});

        assertThat(ledger.paid(4, 3)).isFalse();
        assertThat(ledger.paid(4, 4)).isTrue();
    }

    @Test
    void smallLosses_thatNothingMakesUpFor_addUpToOneExecution() {
        page(1_000, 8, new int[] {200}, new int[] {200});
        int sent = 0;
        while (!ledger.shadow()) {
            page(1_000, 8, new int[] {5}, new int[] {1});
            sent++;
        }

        // Each loses 32 to 82 of 1,000 microseconds: small batches have a beginning and an end, too.
        assertThat(sent).isBetween(12, 31);
    }

    @Test
    void smallLosses_thatLargeGainsMakeUpFor_areBorne() {
        for (int i = 0; i < 1_000; i++) {
            page(1_000, 8, new int[] {5, 5, 5, 50}, new int[] {1, 1, 1, 20});
        }

        assertThat(ledger.shadow()).isFalse();
    }

    private void intoShadow() {
        page(40, 8, new int[] {200, 200, 200}, new int[] {2, 2, 2});
        assertThat(ledger.shadow()).isTrue();
    }

    @Test
    void shadow_isLeft_onceBatchesWouldHavePaid_whateverSmallOnesWouldHaveLost() {
        intoShadow();

        for (int unit = 0; unit < 8; unit++) {
            ledger.settled(2, 1);
            ledger.settled(20, 20);
        }

        assertThat(ledger.shadow()).isFalse();
    }

    @Test
    void smallBatches_thatWereDear_doNotMakeLargeOnesLookDear() {
        for (int i = 0; i < 12; i++) {
            ledger.single(80_000, 300);
            ledger.batch(2, 400_000, 600);
            ledger.settled(2, 1);
        }
        assertThat(ledger.shadow()).isTrue();

        for (int unit = 0; unit < 6; unit++) {
            ledger.settled(30, 30);
        }

        assertThat(ledger.shadow()).isFalse();
    }

    @Test
    void shadow_endsInAnAttempt_atIntervalsThatGrow() {
        intoShadow();
        int[] waited = new int[4];
        for (int i = 0; i < waited.length; i++) {
            while (ledger.shadow()) {
                ledger.settled(200, 2);
                waited[i]++;
            }
            page(40, 8, new int[] {200}, new int[] {2});
            assertThat(ledger.shadow()).isTrue();
        }

        assertThat(waited).containsExactly(48, 96, 192, 384);
    }

    @Test
    void priceFromBeforeTheShadow_isBelievedLessAndLess() {
        for (int i = 0; i < 12; i++) {
            ledger.single(80_000, 300);
            ledger.batch(20, 2_500_000, 6_000);
            ledger.settled(20, 1);
        }
        assertThat(ledger.shadow()).isTrue();
        assertThat(ledger.paid(20, 18)).isFalse();

        for (int i = 0; i < 30; i++) {
            ledger.settled(20, 1);
        }

        assertThat(ledger.paid(20, 18)).isTrue();
        assertThat(ledger.shadow()).isTrue();
    }

    @Test
    void shadow_thatCameOften_isLeftAfterAFewBatchesThatWouldHavePaidWell() {
        intoShadow();
        for (int i = 0; i < 6; i++) {
            while (ledger.shadow()) {
                ledger.settled(200, 2);
            }
            page(40, 8, new int[] {200}, new int[] {2});
        }

        int proofs = 0;
        while (ledger.shadow()) {
            ledger.settled(200, 200);
            proofs++;
        }

        assertThat(proofs).isBetween(6, 8);
    }

    @Test
    void shadow_looksAtFewUnits_andAtFewerTheLongerItLasts() {
        intoShadow();
        int looks = 0;
        for (int unit = 0; unit < 300; unit++) {
            looks += ledger.looks() ? 1 : 0;
        }

        assertThat(looks).isBetween(80, 120);
    }

    @Test
    void singleExecutions_fromWhenCodeWasCold_doNotHideWhatKeysCost() {
        for (int i = 0; i < 3; i++) {
            ledger.single(100_000_000, 300);
        }
        int units = 0;
        while (!ledger.shadow() && units < 300) {
            if (ledger.refreshes()) {
                ledger.single(40_000, 300);
            }
            ledger.batch(191, 1_600_000, 60_000);
            ledger.settled(191, 20);
            units++;
        }

        assertThat(units).isLessThan(80);
    }

    @Test
    void learnedPairs_thatWasteKeys_sendSingleExecutionsSeldom() {
        ledger.batch(10, 100_000, 3_000);
        ledger.settled(10, 9);
        int single = 0;
        for (int unit = 0; unit < 10_240; unit++) {
            single += ledger.refreshes() ? 1 : 0;
        }

        assertThat(single).isEqualTo(5 + 40);
    }

    @Test
    void learnedPairs_thatUseTheirKeys_sendNone() {
        for (int unit = 0; unit < 1_000; unit++) {
            assertThat(ledger.refreshes()).isFalse();
            ledger.batch(10, 100_000, 3_000);
            ledger.settled(10, 10);
        }
    }
}

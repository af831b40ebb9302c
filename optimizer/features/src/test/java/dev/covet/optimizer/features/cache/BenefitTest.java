package dev.covet.optimizer.features.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BenefitTest {
    private static final long BYTES = 1_000;
    private static final long COST = Benefit.COST + BYTES * Benefit.COST_OF_BYTE;

    private final Benefit benefit = new Benefit();

    /** How many of so many answers are kept, each of which is given so often before it ends. */
    private long kept(int answers, int given, long saved) {
        return IntStream.range(0, answers)
                .filter(any -> {
                    boolean kept = benefit.mayKeep();
                    if (kept) {
                        benefit.kept(BYTES);
                        IntStream.range(0, given).forEach(again -> benefit.given(saved));
                    }
                    return kept;
                })
                .count();
    }

    @Test
    void answersThatAreGivenAgain_areKept() {
        assertThat(kept(10_000, 1, 2 * COST)).isEqualTo(10_000);
    }

    @Test
    void answersThatAreNeverGiven_areTriedOnly() {
        assertThat(kept(Benefit.JUDGED, 0, 0)).isEqualTo(Benefit.JUDGED);

        assertThat(kept(100 * Benefit.TRIED, 0, 0)).isEqualTo(100);
    }

    @Test
    void answersThatSaveLessThanKeepingThemTakes_areTriedOnly() {
        kept(2 * Benefit.JUDGED, 1, COST / 2);

        assertThat(kept(10 * Benefit.TRIED, 0, 0)).isEqualTo(10);
    }

    @Test
    void rareAnswersThatSaveMuch_areKept() {
        for (int round = 0; round < 100; round++) {
            assertThat(kept(Benefit.JUDGED / 2, 0, 0)).isEqualTo(Benefit.JUDGED / 2);
            assertThat(kept(1, 1, 100 * COST)).isEqualTo(1);
        }
    }

    @Test
    void answersThatAreGivenAgainLater_areKeptFromThenOn() {
        kept(1_000, 0, 0);

        kept(Benefit.TRIED, 5, 10 * COST);

        assertThat(kept(1_000, 1, 2 * COST)).isEqualTo(1_000);
    }
}

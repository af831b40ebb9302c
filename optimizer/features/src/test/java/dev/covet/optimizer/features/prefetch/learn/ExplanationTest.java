package dev.covet.optimizer.features.prefetch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Equal values are no proof by themselves. */
class ExplanationTest {
    private static final Mapping ONE_COLUMN = new Mapping(List.of(new Source.Column(1)));

    private static Explanation explanation(int skipped, int expected, Likeness likeness) {
        return new Explanation(ONE_COLUMN, skipped, expected, false, likeness);
    }

    @Test
    void namesThatFit_areProof() {
        assertThat(explanation(40, 100, Likeness.FOR).isProof(4, 4, false)).isTrue();
    }

    @Test
    void namesThatDoNotFit_needAllRowsOrRareValues() {
        Explanation some = explanation(0, 12, Likeness.AGAINST);

        assertThat(some.isProof(5, 5, false)).isFalse();
        assertThat(some.isProof(5, 5, true)).isTrue();
        assertThat(some.isProof(8, 12, false)).isTrue();
    }

    @Test
    void namesThatNobodyKnows_needTheOrderOfTheRows() {
        assertThat(explanation(3, 12, Likeness.UNKNOWN).isProof(5, 5, false)).isTrue();
        assertThat(explanation(17, 12, Likeness.UNKNOWN).isProof(5, 5, false)).isFalse();
    }
}

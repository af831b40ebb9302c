package dev.covet.optimizer.features.prefetch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.features.prefetch.standing.Standing;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlTextCache;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How a pair stands, and since when. */
class PairTest {
    private final Pair pair = pair();

    private static Pair pair() {
        Relation outer = new Relation(MappingSearchTest.OUTER);
        outer.add(new TableRows(List.of(List.of(1L))), null);
        Pattern inner = Pattern.of(
                new SqlTextCache().of("select a from pet where b = ?", Dialect.POSTGRESQL), ConnectionFacts.UNKNOWN);
        return Objects.requireNonNull(inner.pair(outer, new Mapping(List.of(new Source.Column(1)))));
    }

    private void answers() {
        pair.sent();
        for (int i = 0; i < 3; i++) {
            pair.foundEqual();
        }
    }

    /** Batches of which nothing is used. */
    private void waste() {
        for (int i = 0; i < 20; i++) {
            pair.ledger().single(100_000, 100);
            pair.ledger().batch(20, 6_000_000, 100);
            pair.ledger().settled(20, 0);
        }
    }

    @Test
    void standing_goesFromLearningByComparingToBatches() {
        assertThat(pair.standing(null)).isEqualTo(Reason.LEARNING.plain());
        pair.sent();
        assertThat(pair.standing(null)).isEqualTo(Reason.COMPARED.plain());
        answers();
        assertThat(pair.standing(null)).isEqualTo(Reason.BATCHES.plain());
    }

    @Test
    void standing_withAnObstacle_isThat_untilABatchIsSent() {
        answers();
        pair.stops(Reason.STRICT.plain());
        assertThat(pair.standing(null)).isEqualTo(Reason.STRICT.plain());
        pair.sent();
        assertThat(pair.standing(null)).isEqualTo(Reason.BATCHES.plain());
    }

    @Test
    void standing_ofBatchesThatDoNotPay_isResting() {
        answers();
        waste();
        pair.stops(Reason.STRICT.plain());
        assertThat(pair.standing(null)).isEqualTo(Reason.RESTING.plain());
    }

    @Test
    void standing_ofAllThatIsSwitchedOff_isThat_butWhatIsRuledOutStaysSo() {
        waste();
        assertThat(pair.standing(Reason.OBSERVE)).isEqualTo(Reason.OBSERVE.plain());
        pair.refuse(Reason.MISMATCH, "");
        assertThat(pair.standing(Reason.OBSERVE)).isEqualTo(Reason.MISMATCH.plain());
        assertThat(pair.standing(null)).isEqualTo(Reason.MISMATCH.plain());
    }

    @Test
    void lasted_countsFromTheFirstUnitThatHasEndedSo() {
        Standing learning = pair.standing(null);
        assertThat(pair.lasted(learning, 10)).isZero();
        pair.note(null, 20);
        pair.note(null, 50);
        assertThat(pair.lasted(learning, 70)).isEqualTo(50);

        pair.refuse(Reason.RULE, "the function f is volatile");
        assertThat(pair.lasted(pair.standing(null), 70)).isZero();
        pair.note(null, 80);
        assertThat(pair.lasted(pair.standing(null), 100)).isEqualTo(20);
        assertThat(pair.lasted(learning, 100)).isZero();
    }
}

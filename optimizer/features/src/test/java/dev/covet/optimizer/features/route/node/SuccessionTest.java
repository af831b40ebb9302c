package dev.covet.optimizer.features.route.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.features.route.node.Succession.Step;
import dev.covet.optimizer.features.route.node.Succession.Turn;
import dev.covet.optimizer.features.route.position.Hindrance;
import dev.covet.optimizer.features.route.position.Position;
import dev.covet.optimizer.features.route.position.Report;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who is taken for the primary: 0 is the application's own server. */
class SuccessionTest {
    private static final Position SOMEWHERE = other -> true;

    private final AtomicLong now = new AtomicLong(1);
    private final Succession succession = new Succession(2, now::get);

    private static Report primary(int timeline) {
        return report(false, "one", timeline, false);
    }

    private static Report replica(int timeline) {
        return report(true, "one", timeline, false);
    }

    private static Report report(boolean replica, String cluster, int timeline, boolean readOnly) {
        return new Report(
                replica, cluster, String.valueOf(timeline), SOMEWHERE, SOMEWHERE, true, readOnly, Hindrance.NONE);
    }

    private Step says(int who, Report report) {
        return succession.said(who, "server " + who, report);
    }

    private void begin() {
        says(0, primary(1));
        says(1, replica(1));
        says(2, replica(1));
    }

    @Test
    void promoted_whileThePrimaryIsGone_succeeds() {
        begin();
        assertThat(succession.lost(0, true).turn()).isEqualTo(Turn.NONE);
        assertThat(says(1, primary(2))).isEqualTo(new Step(Turn.MOVED, 0, 1));
        assertThat(succession.primary()).isEqualTo(1);
        assertThat(says(1, primary(2)).turn()).isEqualTo(Turn.NONE);
    }

    @Test
    void promoted_beforeThePrimaryIsKnownToBeGone_succeedsThen() {
        begin();
        assertThat(says(1, primary(2)).turn()).isEqualTo(Turn.SEVERAL);
        assertThat(succession.lost(0, false).turn()).isEqualTo(Turn.SEVERAL);
        assertThat(succession.lost(0, true)).isEqualTo(new Step(Turn.MOVED, 0, 1));
    }

    @Test
    void promoted_whileThePrimaryTakesWrites_doesNot() {
        begin();
        assertThat(says(1, primary(2))).isEqualTo(new Step(Turn.SEVERAL, 0, 1));
        assertThat(succession.primary()).isZero();
    }

    @Test
    void promoted_andThePrimaryTakesNoWrites_succeeds() {
        begin();
        says(1, primary(2));
        assertThat(says(0, report(false, "one", 1, true)).turn()).isEqualTo(Turn.MOVED);
    }

    @Test
    void promoted_andThePrimaryFollowsIt_succeeds() {
        begin();
        says(1, primary(2));
        assertThat(says(0, replica(2)).turn()).isEqualTo(Turn.MOVED);
    }

    @Test
    void primaryOfAnotherCluster_doesNotSucceed() {
        begin();
        succession.lost(0, true);
        assertThat(says(1, report(false, "other", 7, false)).turn()).isEqualTo(Turn.NONE);
    }

    @Test
    void anotherClusterAtThePrimarysAddress_isNotThePrimary() {
        begin();
        says(0, report(false, "other", 9, false));
        assertThat(succession.primary()).isZero();
        assertThat(says(1, primary(2)).turn()).isEqualTo(Turn.MOVED);
    }

    @Test
    void primaryWithTheSameHistory_doesNotSucceed() {
        begin();
        succession.lost(0, true);
        assertThat(says(1, primary(1)).turn()).isEqualTo(Turn.NONE);
    }

    @Test
    void readOnlyOne_doesNotSucceed() {
        begin();
        succession.lost(0, true);
        assertThat(says(1, report(false, "one", 2, true)).turn()).isEqualTo(Turn.NONE);
    }

    @Test
    void twoPromoted_noneSucceeds() {
        begin();
        says(1, primary(2));
        says(2, primary(3));
        assertThat(succession.lost(0, true).turn()).isEqualTo(Turn.SEVERAL);
        assertThat(succession.lost(1, true)).isEqualTo(new Step(Turn.MOVED, 0, 2));
    }

    @Test
    void sameServerUnderTwoAddresses_isOne() {
        begin();
        succession.lost(0, true);
        succession.said(1, "same", primary(2));
        assertThat(succession.primary()).isEqualTo(1);
        assertThat(succession.said(2, "same", primary(2)).turn()).isEqualTo(Turn.NONE);
    }

    @Test
    void promotedAndGone_doesNotSucceed() {
        begin();
        says(1, primary(2));
        succession.lost(1, false);
        assertThat(succession.lost(0, true).turn()).isEqualTo(Turn.NONE);
    }

    @Test
    void homeThatWasNeverAPrimary_hasNoSuccessor() {
        says(0, replica(1));
        says(1, primary(2));
        assertThat(succession.lost(0, true).turn()).isEqualTo(Turn.NONE);
        assertThat(succession.isKnown()).isFalse();
    }

    @Test
    void brokenConnection_isNoSign_butSilenceIs() {
        begin();
        succession.lost(0, false);
        assertThat(says(1, primary(2)).turn()).isEqualTo(Turn.SEVERAL);
        now.addAndGet(Succession.SILENCE + 1);
        assertThat(says(1, primary(2)).turn()).isEqualTo(Turn.MOVED);
    }

    @Test
    void oldPrimary_isNotUsedAgain_untilItIsPromoted() {
        begin();
        succession.lost(0, true);
        says(1, primary(2));
        assertThat(says(0, primary(1)).turn()).isEqualTo(Turn.NONE);
        succession.lost(1, true);
        assertThat(says(0, primary(1)).turn()).isEqualTo(Turn.NONE);
        says(0, replica(2));
        assertThat(says(0, primary(3))).isEqualTo(new Step(Turn.MOVED, 1, 0));
    }

    @Test
    void goneOnce_isNotGoneForever() {
        begin();
        succession.lost(0, true);
        says(0, primary(1));
        assertThat(says(1, primary(2)).turn()).isEqualTo(Turn.SEVERAL);
    }

    @Test
    void newHistoryOfThePrimary_isNews() {
        begin();
        assertThat(says(0, primary(2))).isEqualTo(new Step(Turn.RENEWED, 0, 0));
        assertThat(says(0, primary(2)).turn()).isEqualTo(Turn.NONE);
    }
}

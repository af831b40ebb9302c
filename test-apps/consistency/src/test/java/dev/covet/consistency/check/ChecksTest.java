package dev.covet.consistency.check;

import static dev.covet.consistency.check.Story.ALSO_COVERED;
import static dev.covet.consistency.check.Story.BARE;
import static dev.covet.consistency.check.Story.COVERED;
import static dev.covet.consistency.check.Story.ELSEWHERE;
import static dev.covet.consistency.check.Story.X;
import static dev.covet.consistency.check.Story.Y;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.history.Cell;
import dev.covet.consistency.history.History;
import dev.covet.consistency.history.Isolation;
import dev.covet.consistency.history.Key;
import dev.covet.consistency.history.Kind;
import dev.covet.consistency.history.Operation;
import dev.covet.consistency.history.Outcome;
import dev.covet.consistency.history.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Histories written by hand: what each check lets pass and what it finds. Times are in units of one nanosecond. */
class ChecksTest {
    private static final Isolation RC = Isolation.READ_COMMITTED;
    private static final Isolation RR = Isolation.REPEATABLE_READ;

    @Test
    void outcome_acknowledgedAndLogged_passes() {
        Story story = new Story().versions(X, 1L).write(BARE, X, 1, 10, 20);
        assertThat(story.found(new OutcomeCheck())).isZero();
    }

    @Test
    void outcome_acknowledgedAndNotLogged_isFound() {
        Story story = new Story().versions(X).write(BARE, X, 1, 10, 20);
        assertThat(story.found(new OutcomeCheck())).isOne();
    }

    @Test
    void outcome_unknown_mayBeEither() {
        Story lost =
                new Story().versions(X).add(BARE, 1, Isolation.AUTOCOMMIT, Kind.WRITE, Outcome.UNKNOWN, 1, 2, x(1));
        Story kept =
                new Story().versions(X, 1L).add(BARE, 1, Isolation.AUTOCOMMIT, Kind.WRITE, Outcome.UNKNOWN, 1, 2, x(1));
        assertThat(lost.found(new OutcomeCheck())).isZero();
        assertThat(kept.found(new OutcomeCheck())).isZero();
    }

    @Test
    void outcome_rolledBackAndLogged_isFound() {
        Story story = new Story()
                .versions(X, 1L)
                .step(BARE, 1, RC, Kind.WRITE, 10, x(1))
                .step(BARE, 1, RC, Kind.ROLLBACK, 20);
        assertThat(story.found(new OutcomeCheck())).isOne();
    }

    @Test
    void outcome_undoneByASavepoint_isNotLost() {
        Story story = new Story()
                .versions(X)
                .step(BARE, 1, RC, Kind.SAVEPOINT, 10)
                .step(BARE, 1, RC, Kind.WRITE, 20, x(1))
                .step(BARE, 1, RC, Kind.ROLLBACK_TO, 30)
                .step(BARE, 1, RC, Kind.COMMIT, 40);
        assertThat(story.found(new OutcomeCheck())).isZero();
    }

    @Test
    void answer_otherRowsThanAsked_areFound() {
        Story right = new Story().read(COVERED, X, 0, 1, 2);
        assertThat(right.found(new AnswerCheck())).isZero();
        assertThat(answer(List.of(X, Y), x(0))).isOne();
        assertThat(answer(List.of(X), y(0))).isOne();
        assertThat(answer(List.of(X), x(0), y(0))).isOne();
        Key board = new Key(Table.BOARD, 1);
        assertThat(answer(List.of(board))).isZero();
    }

    private static int answer(List<Key> asked, Cell... cells) {
        var operation = new Operation(
                COVERED, 1, 1, Kind.READ, Isolation.AUTOCOMMIT, "q", 1, 2, Outcome.OK, true, asked, List.of(cells));
        var history = new History(List.of(operation), Map.of());
        AnswerCheck check = new AnswerCheck();
        return Violations.in(Facts.of(history), List.of(check)).counts().getOrDefault(check.name(), 0);
    }

    @Test
    void abortedRead_committedValue_passes() {
        Story story = new Story().versions(X, 1L).write(BARE, X, 1, 10, 20).read(COVERED, X, 1, 30, 40);
        assertThat(story.found(new AbortedReadCheck())).isZero();
    }

    @Test
    void abortedRead_rolledBackValue_isFound() {
        Story story = rolledBack().read(COVERED, X, 1, 40, 50);
        assertThat(story.found(new AbortedReadCheck())).isOne();
    }

    @Test
    void abortedRead_byTheTransactionItself_passes() {
        assertThat(rolledBack().found(new AbortedReadCheck())).isZero();
    }

    private static Story rolledBack() {
        return new Story()
                .versions(X)
                .step(BARE, 1, RC, Kind.WRITE, 10, x(1))
                .step(BARE, 1, RC, Kind.READ, 20, x(1))
                .step(BARE, 1, RC, Kind.ROLLBACK, 30);
    }

    @Test
    void abortedRead_undoneByASavepoint_isFoundEvenInTheTransaction() {
        Story story = new Story()
                .versions(X)
                .step(COVERED, 1, RC, Kind.SAVEPOINT, 10)
                .step(COVERED, 1, RC, Kind.WRITE, 20, x(1))
                .step(COVERED, 1, RC, Kind.READ, 30, x(1))
                .step(COVERED, 1, RC, Kind.ROLLBACK_TO, 40)
                .step(COVERED, 1, RC, Kind.READ, 50, x(1))
                .step(COVERED, 1, RC, Kind.COMMIT, 60);
        assertThat(story.found(new AbortedReadCheck())).isOne();
    }

    @Test
    void abortedRead_valueOfNobody_isFound() {
        assertThat(new Story().versions(X).read(COVERED, X, 77, 1, 2).found(new AbortedReadCheck()))
                .isOne();
    }

    @Test
    void intermediateRead_overwrittenByItsTransaction_isFound() {
        Story story = new Story()
                .versions(X, 1L, 2L)
                .step(BARE, 1, RC, Kind.WRITE, 10, x(1))
                .step(BARE, 1, RC, Kind.WRITE, 20, x(2))
                .step(BARE, 1, RC, Kind.COMMIT, 30)
                .read(COVERED, X, 2, 40, 41);
        assertThat(story.found(new IntermediateReadCheck())).isZero();
        story.read(COVERED, X, 1, 50, 51);
        assertThat(story.found(new IntermediateReadCheck())).isOne();
        assertThat(story.found(new AbortedReadCheck())).isZero();
    }

    @Test
    void uncommittedRead_beforeTheCommitIsSent_isFound() {
        Story story = new Story()
                .versions(X, 1L)
                .step(BARE, 1, RC, Kind.WRITE, 10, x(1))
                .add(BARE, 1, RC, Kind.COMMIT, Outcome.OK, 30, 60);
        assertThat(story.read(COVERED, X, 1, 40, 41).found(new UncommittedReadCheck()))
                .isZero();
        assertThat(story.read(COVERED, X, 1, 20, 21).found(new UncommittedReadCheck()))
                .isOne();
    }

    @Test
    void trail_gapOrWrongOrder_isFound() {
        Story story = new Story().versions(X, 1L, 2L, 3L);
        story.read(COVERED, 1, 2, new Cell(X, 3, List.of(1L, 2L)));
        assertThat(story.found(new TrailCheck())).isZero();
        story.read(COVERED, 3, 4, new Cell(X, 3, List.of(1L)));
        story.read(COVERED, 5, 6, new Cell(X, 2, List.of(1L, 0L)));
        assertThat(story.found(new TrailCheck())).isEqualTo(2);
    }

    @Test
    void ownWrite_inTheTransaction_hasToBeSeen() {
        Story story = new Story()
                .versions(X, 1L)
                .step(COVERED, 1, RC, Kind.WRITE, 10, x(1))
                .step(COVERED, 1, RC, Kind.READ, 20, x(1))
                .step(COVERED, 1, RC, Kind.COMMIT, 40);
        assertThat(story.found(new OwnWriteCheck())).isZero();
        story.step(COVERED, 1, RC, Kind.READ, 30, x(0));
        assertThat(story.found(new OwnWriteCheck())).isOne();
    }

    @Test
    void ownWrite_ofTheSession_hasToBeSeen() {
        Story story = new Story().versions(X, 1L, 2L).write(BARE, X, 1, 10, 20).write(ELSEWHERE, X, 2, 25, 30);
        assertThat(story.read(BARE, X, 2, 40, 41).found(new OwnWriteCheck())).isZero();
        assertThat(story.read(BARE, X, 0, 50, 51).found(new OwnWriteCheck())).isOne();
    }

    @Test
    void ownWrite_ofTheSameJvm_hasToBeSeenOnceAcknowledged() {
        Story story = new Story().versions(X, 1L).write(COVERED, X, 1, 10, 20);
        story.read(ALSO_COVERED, X, 0, 15, 30);
        story.read(ELSEWHERE, X, 0, 40, 41);
        story.read(ALSO_COVERED, X, 1, 50, 51);
        assertThat(story.found(new OwnWriteCheck())).isZero();
        assertThat(story.read(ALSO_COVERED, X, 0, 60, 61).found(new OwnWriteCheck()))
                .isOne();
    }

    @Test
    void ownWrite_withALostAnswer_demandsNothing() {
        Story story = new Story()
                .versions(X, 1L)
                .add(COVERED, 1, Isolation.AUTOCOMMIT, Kind.WRITE, Outcome.UNKNOWN, 1, 2, x(1))
                .read(ALSO_COVERED, X, 0, 10, 11);
        assertThat(story.found(new OwnWriteCheck())).isZero();
    }

    @Test
    void monotonicRead_olderThanBefore_isFound() {
        MonotonicReadCheck check = new MonotonicReadCheck(MonotonicReadCheck.Scope.SAME_QUERY);
        Story story = new Story().versions(X, 1L).read(COVERED, X, 0, 1, 2).read(COVERED, X, 1, 3, 4);
        assertThat(story.found(check)).isZero();
        story.read(ALSO_COVERED, X, 0, 5, 6);
        assertThat(story.found(check)).isZero();
        story.read(COVERED, 7, 8, x(0), y(0));
        assertThat(story.found(check)).isZero();
        assertThat(story.found(new MonotonicReadCheck(MonotonicReadCheck.Scope.SESSION)))
                .isOne();
        assertThat(story.read(COVERED, X, 0, 9, 10).found(check)).isOne();
    }

    @Test
    void staleness_withinWhatIsAllowed_passes() {
        Story story = new Story().versions(X, 1L).write(BARE, X, 1, 10, 20).read(COVERED, X, 0, 70, 71);
        assertThat(story.found(new StalenessCheck(50))).isZero();
        assertThat(story.found(new StalenessCheck(49))).isOne();
    }

    @Test
    void staleness_ofTheBareDriver_isNotAllowed() {
        Story story = new Story().versions(X, 1L).write(COVERED, X, 1, 10, 20).read(BARE, X, 0, 19, 30);
        assertThat(story.found(new StalenessCheck(50))).isZero();
        assertThat(story.read(BARE, X, 0, 31, 32).found(new StalenessCheck(50))).isOne();
    }

    @Test
    void staleness_afterALostAnswer_countsFromTheNextVersion() {
        Story story = new Story()
                .versions(X, 1L, 2L)
                .add(BARE, 1, Isolation.AUTOCOMMIT, Kind.WRITE, Outcome.UNKNOWN, 1, 2, x(1))
                .read(COVERED, X, 0, 100, 101)
                .write(BARE, X, 2, 200, 210);
        assertThat(story.found(new StalenessCheck(0))).isZero();
        assertThat(story.read(COVERED, X, 0, 220, 221).found(new StalenessCheck(0)))
                .isOne();
    }

    @Test
    void staleness_ofASnapshot_countsFromItsBegin() {
        Story story = new Story()
                .versions(X, 1L)
                .step(BARE, 1, RR, Kind.READ, 5, y(0))
                .write(COVERED, X, 1, 10, 20)
                .step(BARE, 1, RR, Kind.READ, 30, x(0))
                .step(BARE, 1, RR, Kind.COMMIT, 40);
        assertThat(story.found(new StalenessCheck(0))).isZero();
    }

    @Test
    void linearizability_overlappingReads_pass() {
        Story story = new Story()
                .versions(X, 1L)
                .write(BARE, X, 1, 10, 50)
                .read(COVERED, X, 1, 20, 30)
                .read(ALSO_COVERED, X, 0, 15, 60);
        assertThat(story.found(new LinearizabilityCheck(0))).isZero();
    }

    @Test
    void linearizability_oldAfterNewWhileTheWriteIsUnderWay_isFound() {
        Story story = new Story()
                .versions(X, 1L)
                .write(BARE, X, 1, 10, 50)
                .read(COVERED, X, 1, 20, 25)
                .read(ALSO_COVERED, X, 0, 30, 35);
        assertThat(story.found(new StalenessCheck(0))).isZero();
        assertThat(story.found(new LinearizabilityCheck(0))).isOne();
        assertThat(story.found(new LinearizabilityCheck(10))).isZero();
    }

    /** A replica shows it before the primary does. */
    @Test
    void linearizability_newBeforeTheWritersServerShowsIt_isFound_unlessItMayBeEarly() {
        Story story = new Story()
                .versions(X, 1L)
                .write(ALSO_COVERED, X, 1, 10, 50)
                .served(COVERED, X, 1, 15, 20)
                .read(BARE, X, 0, 30, 35);
        assertThat(story.found(new LinearizabilityCheck(10))).isOne();
        assertThat(story.found(new LinearizabilityCheck(10, true))).isZero();
    }

    @Test
    void linearizability_newAtTheWritersServerAndGoneAgain_isFound() {
        Story story = new Story()
                .versions(X, 1L)
                .write(ALSO_COVERED, X, 1, 10, 50)
                .read(COVERED, X, 1, 15, 20)
                .read(BARE, X, 0, 30, 35);
        assertThat(story.found(new LinearizabilityCheck(10, true))).isOne();
    }

    @Test
    void linearizability_writesAgainstTheOrderOfTime_areFound() {
        Story story = new Story().versions(X, 2L, 1L).write(BARE, X, 1, 10, 20).write(COVERED, X, 2, 30, 40);
        assertThat(story.found(new LinearizabilityCheck(0))).isOne();
    }

    @Test
    void lockedRead_anotherWriteInBetween_isFound() {
        Story story = new Story()
                .versions(X, 1L, 2L)
                .lock(COVERED, 1, 10, x(0))
                .step(COVERED, 1, RC, Kind.WRITE, 20, x(1))
                .step(COVERED, 1, RC, Kind.COMMIT, 30)
                .lock(COVERED, 2, 40, x(1))
                .step(COVERED, 2, RC, Kind.WRITE, 50, x(2))
                .step(COVERED, 2, RC, Kind.COMMIT, 60);
        assertThat(story.found(new LockedReadCheck())).isZero();
        story.versions(X, 1L, 2L, 3L)
                .lock(COVERED, 3, 45, x(1))
                .step(COVERED, 3, RC, Kind.WRITE, 70, x(3))
                .step(COVERED, 3, RC, Kind.COMMIT, 80);
        assertThat(story.found(new LockedReadCheck())).isOne();
    }

    @Test
    void repeatableRead_anotherVersionInOneTransaction_isFound() {
        Story same = new Story().versions(X, 1L).step(COVERED, 1, RR, Kind.READ, 1, x(0));
        same.step(COVERED, 1, RR, Kind.READ, 9, x(0)).step(COVERED, 1, RR, Kind.COMMIT, 20);
        assertThat(same.found(new RepeatableReadCheck())).isZero();
        Story other = new Story().versions(X, 1L).step(COVERED, 1, RR, Kind.READ, 1, x(0));
        other.step(COVERED, 1, RR, Kind.READ, 9, x(1)).step(COVERED, 1, RR, Kind.COMMIT, 20);
        assertThat(other.found(new RepeatableReadCheck())).isOne();
        Story committed = new Story().versions(X, 1L).step(COVERED, 1, RC, Kind.READ, 1, x(0));
        committed.step(COVERED, 1, RC, Kind.READ, 9, x(1)).step(COVERED, 1, RC, Kind.COMMIT, 20);
        assertThat(committed.found(new RepeatableReadCheck())).isZero();
    }

    @Test
    void snapshot_rowsThatNeverWereThereTogether_areFound() {
        Story story = new Story()
                .versions(X, 1L)
                .versions(Y, 2L)
                .write(BARE, X, 1, 10, 20)
                .write(COVERED, Y, 2, 30, 40);
        assertThat(story.read(ELSEWHERE, 25, 26, x(1), y(0)).found(new SnapshotCheck()))
                .isZero();
        assertThat(story.read(ELSEWHERE, 27, 50, x(0), y(2)).found(new SnapshotCheck()))
                .isOne();
    }

    @Test
    void snapshot_halfATransaction_isFound() {
        Story story = new Story()
                .versions(X, 1L)
                .versions(Y, 2L)
                .step(BARE, 1, RC, Kind.WRITE, 10, x(1))
                .step(BARE, 1, RC, Kind.WRITE, 12, y(2))
                .add(BARE, 1, RC, Kind.COMMIT, Outcome.OK, 20, 90);
        assertThat(story.read(COVERED, 30, 31, x(0), y(0)).found(new SnapshotCheck()))
                .isZero();
        assertThat(story.read(COVERED, 40, 41, x(1), y(0)).found(new SnapshotCheck()))
                .isOne();
    }

    @Test
    void snapshot_whatReliesOnAnUnseenTransaction_isFound() {
        Story story = new Story()
                .versions(X, 1L)
                .versions(Y, 2L)
                .add(BARE, 1, Isolation.AUTOCOMMIT, Kind.WRITE, Outcome.OK, 10, 90, x(1))
                .step(ELSEWHERE, 2, RC, Kind.READ, 20, x(1))
                .step(ELSEWHERE, 2, RC, Kind.WRITE, 30, y(2))
                .add(ELSEWHERE, 2, RC, Kind.COMMIT, Outcome.OK, 40, 90)
                .step(COVERED, 3, RR, Kind.READ, 50, y(2))
                .step(COVERED, 3, RR, Kind.READ, 55, x(0))
                .step(COVERED, 3, RR, Kind.COMMIT, 60);
        assertThat(story.found(new SnapshotCheck())).isOne();
    }

    @Test
    void snapshot_transactionsInACircle_areFound() {
        Story story = new Story()
                .versions(X, 1L)
                .versions(Y, 2L)
                .step(BARE, 1, RC, Kind.WRITE, 10, x(1))
                .step(BARE, 1, RC, Kind.READ, 14, y(2))
                .step(ELSEWHERE, 2, RC, Kind.WRITE, 11, y(2))
                .step(ELSEWHERE, 2, RC, Kind.READ, 15, x(1))
                .step(BARE, 1, RC, Kind.COMMIT, 20)
                .step(ELSEWHERE, 2, RC, Kind.COMMIT, 21);
        assertThat(story.found(new SnapshotCheck())).isOne();
    }

    private static Cell x(long value) {
        return new Cell(X, value);
    }

    private static Cell y(long value) {
        return new Cell(Y, value);
    }
}

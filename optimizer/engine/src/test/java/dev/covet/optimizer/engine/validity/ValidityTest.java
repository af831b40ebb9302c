package dev.covet.optimizer.engine.validity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Fence;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.SqlTextCache;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValidityTest {
    private static final long TIME = 1_000;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 500);
    private final Engine engine = new Engine(
            new SqlTextCache(),
            new SignalBus(16, error -> {
                throw new AssertionError(error);
            }),
            new SelfProtection(clock::get, (text, error) -> {
                throw new AssertionError(text, error);
            }),
            clock::get);
    private final ConnectionSession session = new ConnectionSession(engine, ConnectionFacts.UNKNOWN);
    private final ConnectionSession other = new ConnectionSession(engine, ConnectionFacts.UNKNOWN);

    private static void execute(ConnectionSession on, String sql) {
        SqlText text = SqlText.of(sql, Dialect.OTHER);
        on.executing(text, text.onlyReads(), true);
        on.executed(text, text.onlyReads(), true, true);
    }

    private Validity validity(Exactness exactness) {
        session.transaction().autoCommit(false);
        execute(session, "select 1");
        return new Validity(session, exactness, TIME, null);
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPSHOT", "RECENT"})
    void queries_changeNothing(Exactness exactness) {
        Validity validity = validity(exactness);
        execute(session, "select 2");
        execute(other, "select 2");

        assertThat(validity.holds(session)).isTrue();
        assertThat(validity.endedByChange()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPSHOT", "RECENT"})
    void ownWrite_endsIt(Exactness exactness) {
        Validity validity = validity(exactness);
        execute(session, "update t set a = 1");

        assertThat(validity.holds(session)).isFalse();
        assertThat(validity.endedByChange()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPSHOT", "RECENT"})
    void otherConnection_neverGetsIt(Exactness exactness) {
        assertThat(validity(exactness).holds(other)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPSHOT", "RECENT"})
    void endOfTransaction_endsIt(Exactness exactness) {
        Validity validity = validity(exactness);
        session.ended(false);
        session.transaction().committed();
        execute(session, "select 2");

        assertThat(validity.holds(session)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPSHOT", "RECENT"})
    void driverInSight_endsIt(Exactness exactness) {
        Validity validity = validity(exactness);
        session.state().pin("unwrapped");

        assertThat(validity.holds(session)).isFalse();
    }

    @Test
    void commitElsewhere_endsWhatIsRecent_notASnapshot() {
        Validity recent = validity(Exactness.RECENT);
        Validity snapshot = new Validity(session, Exactness.SNAPSHOT, TIME, null);
        execute(other, "delete from t");

        assertThat(recent.holds(session)).isFalse();
        assertThat(snapshot.holds(session)).isTrue();
    }

    @Test
    void answerOfAnotherService_endsWhatIsRecent_notASnapshot() {
        Validity recent = validity(Exactness.RECENT);
        Validity snapshot = new Validity(session, Exactness.SNAPSHOT, TIME, null);
        Fence.current().heard();

        assertThat(recent.holds(session)).isFalse();
        assertThat(recent.endedByChange()).isTrue();
        assertThat(snapshot.holds(session)).isTrue();
        assertThat(snapshot.endedByChange()).isFalse();
    }

    @Test
    void callUnderWay_suspendsWhatIsRecent_andEndsItAfterwards() {
        Fence.current().began();
        Validity recent = validity(Exactness.RECENT);
        assertThat(recent.holds(session)).isFalse();

        Fence.current().ended();

        assertThat(recent.holds(session)).isFalse();
        assertThat(new Validity(session, Exactness.RECENT, TIME, null).holds(session))
                .isTrue();
    }

    @Test
    void otherThread_withoutUnit_doesNotGetWhatIsRecent_asItMayHaveHeardMore() throws Exception {
        Validity recent = validity(Exactness.RECENT);

        assertThat(CompletableFuture.supplyAsync(() -> recent.holds(session)).get())
                .isFalse();
        assertThat(recent.holds(session)).isTrue();
    }

    @Test
    void time_endsWhatIsRecent_notASnapshot() {
        Validity recent = validity(Exactness.RECENT);
        Validity snapshot = new Validity(session, Exactness.SNAPSHOT, TIME, null);
        clock.addAndGet(TIME - 1);
        assertThat(recent.holds(session)).isTrue();
        clock.addAndGet(1);

        assertThat(recent.holds(session)).isFalse();
        assertThat(recent.endedByChange()).isFalse();
        assertThat(snapshot.holds(session)).isTrue();
    }

    /** Of what was read of table 3, where changes of tables named t and u are known to be of 3 and 4 alone. */
    private Validity validity(Exactness exactness, int @Nullable [] tables) {
        session.clock().judgeBy((asking, text) -> text.sql().contains(" t ") ? 3 : 4);
        session.transaction().autoCommit(false);
        execute(session, "select 1");
        return new Validity(session, exactness, TIME, tables);
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPSHOT", "RECENT"})
    void knownWrites_ofOtherTables_changeNothing(Exactness exactness) {
        Validity validity = validity(exactness, new int[] {3});
        execute(session, "delete from u where a = 1");
        execute(other, "delete from u where a = 1");
        assertThat(validity.holds(session)).isTrue();
        execute(other, "delete from u where a = 1");

        assertThat(validity.holds(session)).isTrue();
        assertThat(validity.endedByChange()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPSHOT", "RECENT"})
    void ownKnownWrite_ofTheTable_endsIt(Exactness exactness) {
        Validity validity = validity(exactness, new int[] {3});
        execute(session, "delete from t where a = 1");

        assertThat(validity.holds(session)).isFalse();
        assertThat(validity.endedByChange()).isTrue();
    }

    @Test
    void othersKnownWrite_ofTheTable_endsWhatIsNoSnapshot() {
        Validity recent = validity(Exactness.RECENT, new int[] {3});
        Validity snapshot = new Validity(session, Exactness.SNAPSHOT, TIME, new int[] {3});
        execute(other, "delete from t where a = 1");

        assertThat(recent.holds(session)).isFalse();
        assertThat(recent.endedByChange()).isTrue();
        assertThat(snapshot.holds(session)).isTrue();
    }

    @Test
    void knownWrite_whereNobodyKnowsWhatWasRead_endsIt() {
        Validity unknown = validity(Exactness.RECENT, null);
        execute(other, "delete from u where a = 1");
        assertThat(unknown.holds(session)).isFalse();

        Validity own = new Validity(session, Exactness.SNAPSHOT, TIME, null);
        execute(session, "delete from u where a = 1");
        assertThat(own.holds(session)).isFalse();
    }

    @Test
    void knownWrite_ofAnotherDatabase_endsWhatWasReadFromATableOfThatName() {
        Validity unknown = validity(Exactness.RECENT, null);
        Validity known = new Validity(session, Exactness.RECENT, TIME, new int[] {3});
        ConnectionSession far =
                new ConnectionSession(engine, new ConnectionFacts(Dialect.OTHER, "", "far", 1, 1, "", null, "", ""));
        far.clock().judgeBy((asking, text) -> 3);
        execute(far, "delete from t where a = 1");

        assertThat(unknown.holds(session)).isTrue();
        assertThat(known.holds(session)).isFalse();
    }
}

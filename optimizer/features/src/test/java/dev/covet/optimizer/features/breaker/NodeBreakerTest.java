package dev.covet.optimizer.features.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.NodeRole;
import dev.covet.optimizer.engine.node.NodeStanding;
import dev.covet.optimizer.engine.node.NodeStanding.Health;
import dev.covet.optimizer.features.breaker.BreakerSettings.Mode;
import dev.covet.optimizer.sql.Dialect;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeBreakerTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private final SQLException refused = new SQLException("Connection refused", "08001");
    private final SQLException broken = new SQLException("I/O error", "08006");
    private final SQLException full = new SQLException("too many clients", "53300");
    private final SQLException duplicate = new SQLException("duplicate key", "23505");

    private final ManualTimer timer = new ManualTimer();
    private final ScriptedOpening server = new ScriptedOpening();
    private final List<String> moves = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private double random = 0.999;
    private final BreakerParts parts =
            new BreakerParts(timer::now, () -> random, timer, new Recorder(), BreakerSettings.DEFAULT);
    private final NodeBreaker node = new NodeBreaker(name(NodeRole.ANY), parts);

    private static NodeName name(NodeRole role) {
        return new NodeName(Dialect.POSTGRESQL, "db:5432", role);
    }

    private final class Recorder implements BreakerListener {
        @Override
        public void moved(NodeName node, String from, String to, String move, String why) {
            moves.add(move);
        }

        @Override
        public void opened(NodeName node, String why, boolean byRates) {
            said.add("opened " + byRates);
        }

        @Override
        public void recovered(NodeName node, long outageNanos) {
            said.add("recovered");
        }

        @Override
        public void saturated(NodeName node, String why) {
            said.add("saturated");
        }

        @Override
        public void failed(Throwable ours) {
            said.add("failed");
        }

        @Override
        public void wouldOpen(NodeName node, String why) {
            said.add("would open");
        }
    }

    /** There is never more than one probe. */
    @AfterEach
    void probes_areSingle() {
        assertThat(server.mostAtOnce.get()).isLessThanOrEqualTo(1);
    }

    private void connects(int count) {
        for (int i = 0; i < count; i++) {
            node.connected(server, MILLI);
        }
    }

    private void refused(int count) {
        for (int i = 0; i < count; i++) {
            node.connectFailed(server, refused);
        }
    }

    private void breaks(int count) {
        for (int i = 0; i < count; i++) {
            node.failed(broken);
        }
    }

    private void down() {
        server.failure = refused;
        refused(5);
        timer.advance(0);
        assertThat(node.standing().state()).isEqualTo("open");
    }

    private String state() {
        return node.standing().state();
    }

    @Test
    void fiveFailuresInARow_andAProbeThatFails_openIt() {
        server.failure = refused;
        connects(1);
        refused(4);
        timer.advance(SECOND);
        assertThat(server.opened).hasValue(0);
        refused(1);
        assertThat(state()).isEqualTo("doubted");
        assertThat((Throwable) node.refusesConnect()).isNull();
        timer.advance(0);
        assertThat(state()).isEqualTo("open");
        assertThat(moves).containsExactly("doubt", "open");
        assertThat(said).containsExactly("opened false");
    }

    @Test
    void failuresWithASuccessBetween_areNotInARow() {
        server.failure = refused;
        for (int i = 0; i < 10; i++) {
            refused(4);
            node.answered(timer.now(), MILLI);
            refused(4);
            connects(1);
        }
        timer.advance(SECOND);
        assertThat(state()).isEqualTo("closed");
        assertThat(server.opened).hasValue(0);
    }

    @Test
    void serverThatAnswersTheProbe_staysClosed() {
        connects(1);
        breaks(5);
        assertThat(state()).isEqualTo("doubted");
        assertThat((Throwable) node.refusesBorrow(0)).isNull();
        assertThat((Throwable) node.refusesStatement()).isNull();
        timer.advance(0);
        assertThat(state()).isEqualTo("closed");
        assertThat(server.opened).hasValue(1);
        assertThat(moves).containsExactly("doubt", "clear");
        assertThat(said).isEmpty();
    }

    @Test
    void brokenConstraints_neverOpenIt() {
        server.failure = refused;
        connects(1);
        for (int i = 0; i < 1_000; i++) {
            node.failed(duplicate);
            node.failed(new SQLException("deadlock", "40P01"));
            node.failed(new SQLException("syntax", "42601"));
            node.failed(new SQLException("timeout", "57014"));
            node.failed(new SQLException("read only", "25006"));
            node.failed(new IllegalStateException("of the application"));
            node.failed(full);
        }
        timer.advance(30 * SECOND);
        assertThat(state()).isEqualTo("closed");
        assertThat(server.opened).hasValue(0);
        assertThat((Throwable) node.refusesConnect()).isNull();
    }

    @Test
    void brokenConstraint_isAnAnswerOfTheServer() {
        breaks(4);
        node.failed(duplicate);
        breaks(4);
        assertThat(state()).isEqualTo("closed");
    }

    @Test
    void fullServer_isSaidAndRefusesNothing() {
        server.failure = full;
        connects(1);
        for (int i = 0; i < 100; i++) {
            node.connectFailed(server, full);
        }
        refused(5);
        timer.advance(0);
        assertThat(state()).isEqualTo("closed");
        assertThat((Throwable) node.refusesConnect()).isNull();
        assertThat((Throwable) node.refusesBorrow(0)).isNull();
        assertThat(said).containsExactly("saturated");
        assertThat(node.standing().health()).isEqualTo(Health.DEGRADED);
        timer.advance(61 * SECOND);
        assertThat(node.standing().health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void open_refusesWithCodeNodeTimesAndCure() {
        down();
        timer.advance(SECOND / 2);
        SQLException refusal = Objects.requireNonNull(node.refusesConnect());
        assertThat((Throwable) refusal)
                .isExactlyInstanceOf(SQLTransientConnectionException.class)
                .hasMessageStartingWith("COVET-4401 The database server db:5432 cannot be reached, since 0.5 s")
                .hasMessageContaining("Connection refused")
                .hasMessageContaining("again in 0.5 s")
                .hasMessageContaining("covet.breaker.mode=off");
        assertThat(refusal.getSQLState()).isEqualTo("08S01");
        assertThat(node.standing().rejected()).isOne();
        assertThat(node.standing().health()).isEqualTo(Health.UNHEALTHY);
    }

    @Test
    void ownRefusals_countForNothing() {
        down();
        SQLException refusal = Objects.requireNonNull(node.refusesConnect());
        node.failed(refusal);
        node.connectFailed(server, refusal);
        assertThat(node.standing().lastError()).contains("Connection refused");
    }

    @Test
    void openOnlyForNewConnections_leavesThoseAlone_thatMayWork() {
        connects(1);
        node.answered(timer.now(), MILLI);
        down();
        assertThat((Throwable) node.refusesBorrow(3))
                .as("idle ones, none of which was lost")
                .isNull();
        assertThat((Throwable) node.refusesStatement())
                .as("on a connection that was not lost")
                .isNull();
        assertThat((Throwable) node.refusesBorrow(0)).isNotNull();
        node.answered(timer.now(), MILLI);
        assertThat((Throwable) node.refusesBorrow(0))
                .as("one that is busy and works will come back")
                .isNull();
        assertThat((Throwable) node.refusesConnect()).isNotNull();
        node.lost();
        assertThat((Throwable) node.refusesBorrow(3)).isNotNull();
        assertThat((Throwable) node.refusesStatement()).isNotNull();
    }

    @Test
    void pauses_doubleUpToTheLongest_withJitter() {
        down();
        List<Long> asked = new ArrayList<>();
        server.meanwhile = () -> asked.add(timer.now());
        random = 0.9999999;
        timer.advance(200 * SECOND);
        List<Long> pauses = new ArrayList<>();
        for (int i = 1; i < asked.size(); i++) {
            pauses.add(Math.round((asked.get(i) - asked.get(i - 1)) / (double) SECOND));
        }
        assertThat(pauses).startsWith(2L, 4L, 8L, 16L, 30L, 30L, 30L);
        random = 0;
        timer.advance(30 * SECOND);
        asked.clear();
        timer.advance(SECOND);
        assertThat(asked).hasSizeGreaterThan(15);
    }

    @Test
    void serverIsBack_slowStartThenClosed() {
        down();
        server.failure = null;
        timer.advance(SECOND);
        assertThat(state()).isEqualTo("slow_start");
        assertThat(said).containsExactly("opened false", "recovered");
        random = 0.05;
        assertThat((Throwable) node.refusesConnect()).isNull();
        random = 0.15;
        assertThat((Throwable) node.refusesConnect()).isNotNull();
        assertThat((Throwable) node.refusesBorrow(0)).isNotNull();
        assertThat((Throwable) node.refusesBorrow(1)).isNull();
        assertThat((Throwable) node.refusesStatement()).isNull();
        timer.advance(250 * MILLI);
        assertThat((Throwable) node.refusesConnect()).isNull();
        random = 0.3;
        assertThat((Throwable) node.refusesConnect()).isNotNull();
        timer.advance(250 * MILLI);
        assertThat((Throwable) node.refusesConnect()).isNull();
        random = 0.6;
        assertThat((Throwable) node.refusesConnect()).isNotNull();
        timer.advance(250 * MILLI);
        random = 0.999;
        assertThat((Throwable) node.refusesConnect()).isNull();
        timer.advance(SECOND);
        assertThat(state()).isEqualTo("closed");
        assertThat(moves).containsExactly("doubt", "open", "try", "recover", "full");
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void failureDuringSlowStart_isDoubtedAtOnce() {
        down();
        server.failure = null;
        timer.advance(SECOND);
        server.failure = refused;
        refused(1);
        assertThat(state()).isEqualTo("doubted");
        timer.advance(0);
        assertThat(state()).isEqualTo("open");
    }

    @Test
    void connectionOfAPool_closesItBeforeTheNextProbe() {
        down();
        int asked = server.opened.get();
        connects(1);
        assertThat(state()).isEqualTo("slow_start");
        timer.advance(SECOND);
        assertThat(state()).isEqualTo("closed");
        timer.advance(100 * SECOND);
        assertThat(server.opened).hasValue(asked);
    }

    @Test
    void doubtWhileAProbeRuns_startsNoSecond() {
        server.failure = refused;
        server.meanwhile = () -> {
            if (server.opened.get() == 1) {
                connects(1);
                refused(5);
                timer.advance(0);
            }
        };
        refused(5);
        timer.advance(0);
        assertThat(state()).isEqualTo("open");
        assertThat(server.mostAtOnce).hasValue(1);
    }

    @Test
    void probeThatNeverComesBack_doesNotKeepItShut() {
        down();
        server.meanwhile = () -> {
            assertThat((Throwable) node.refusesConnect()).isNotNull();
            timer.advance(61 * SECOND);
            assertThat((Throwable) node.refusesConnect()).isNull();
        };
        timer.advance(SECOND);
    }

    @Test
    void standbyInPlaceOfThePrimary_isNotTheNode() {
        NodeBreaker primary = new NodeBreaker(name(NodeRole.PRIMARY), parts);
        server.readOnly = true;
        for (int i = 0; i < 5; i++) {
            primary.connectFailed(server, refused);
        }
        timer.advance(0);
        assertThat(primary.standing().state()).isEqualTo("open");
        assertThat((Throwable) primary.refusesConnect())
                .hasMessageContaining("takes no writes")
                .hasMessageContaining("primary");
        server.readOnly = false;
        timer.advance(SECOND);
        assertThat(primary.standing().state()).isEqualTo("slow_start");
    }

    @Test
    void nobodyKnowsHowToAsk_staysClosed() {
        for (int i = 0; i < 10; i++) {
            node.connectFailed(null, refused);
        }
        timer.advance(0);
        assertThat(state()).isEqualTo("closed");
    }

    @Test
    void observe_countsOnly() {
        parts.settings(with(Mode.OBSERVE, Mode.OFF));
        down();
        assertThat((Throwable) node.refusesConnect()).isNull();
        assertThat((Throwable) node.refusesBorrow(0)).isNull();
        NodeStanding standing = node.standing();
        assertThat(standing.wouldReject()).isEqualTo(2);
        assertThat(standing.rejected()).isZero();
        assertThat(said).containsExactly("would open");
    }

    @Test
    void off_refusesNothingAndOpensNothing() {
        down();
        parts.settings(with(Mode.OFF, Mode.OFF));
        assertThat(node.isClosed()).isTrue();
        assertThat((Throwable) node.refusesConnect()).isNull();
    }

    @Test
    void off_endsAsking() {
        down();
        parts.settings(with(Mode.OFF, Mode.OFF));
        int asked = server.opened.get();
        timer.advance(100 * SECOND);
        assertThat(server.opened).hasValue(asked);
        assertThat(timer.waiting()).isZero();
        assertThat(state()).isEqualTo("closed");
    }

    @Test
    void openThatNobodyAsks_letsThroughAfterAMinute() {
        down();
        timer.close();
        timer.advance(60 * SECOND);
        assertThat((Throwable) node.refusesConnect()).isNotNull();
        timer.advance(2 * SECOND);
        assertThat((Throwable) node.refusesConnect()).isNull();
        connects(1);
        timer.advance(SECOND);
        assertThat(state()).isEqualTo("closed");
    }

    @Test
    void withoutAThreadThatAsks_nobodyIsRefused() {
        timer.failure = new IllegalStateException("no thread");
        refused(5);
        assertThat(state()).isEqualTo("closed");
        assertThat((Throwable) node.refusesConnect()).isNull();
        assertThat(said).containsExactly("failed");
    }

    @Test
    void openedAnewWhileAProbeRuns_isAskedAfterIt() {
        parts.settings(with(Mode.ON, Mode.ON));
        random = 0;
        server.meanwhile = () -> {
            if (server.opened.get() == 1) {
                connects(1);
                statements(0, 20);
                assertThat(state()).isEqualTo("open");
                timer.advance(SECOND);
            }
        };
        connects(1);
        breaks(5);
        timer.advance(SECOND);
        assertThat(server.opened).hasValue(2);
        timer.advance(SECOND);
        assertThat(state()).isEqualTo("closed");
    }

    @Test
    void failuresOfAnOutage_doNotShedAfterIt() {
        parts.settings(with(Mode.ON, Mode.ON));
        connects(1);
        server.failure = refused;
        breaks(30);
        timer.advance(0);
        server.failure = null;
        timer.advance(SECOND);
        timer.advance(SECOND);
        assertThat(state()).isEqualTo("closed");
        statements(15, 5);
        assertThat(state()).isEqualTo("closed");
    }

    private static BreakerSettings with(Mode mode, Mode rates) {
        return new BreakerSettings(
                mode, rates, 5, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ZERO, List.of());
    }

    private void statements(int good, int bad) {
        for (int i = 0; i < good; i++) {
            node.answered(timer.now(), MILLI);
        }
        for (int i = 0; i < bad; i++) {
            node.failed(new SQLException("internal", "XX000"));
        }
    }

    @Test
    void halfOfTwenty_failed_shedsIfWanted() {
        statements(10, 9);
        timer.advance(2 * SECOND);
        assertThat(said).isEmpty();
        statements(0, 1);
        assertThat(said).containsExactly("would open");
        assertThat(state()).isEqualTo("closed");
        parts.settings(with(Mode.ON, Mode.ON));
        statements(0, 1);
        assertThat(state()).isEqualTo("open");
        node.answered(timer.now(), MILLI);
        assertThat((Throwable) node.refusesStatement()).isNotNull().hasMessageContaining("covet.breaker.rates=off");
        timer.advance(SECOND);
        assertThat(state()).isEqualTo("slow_start");
        timer.advance(SECOND);
        assertThat(state()).isEqualTo("closed");
    }

    @Test
    void failuresOfLongAgo_areForgotten() {
        parts.settings(with(Mode.ON, Mode.ON));
        statements(12, 11);
        timer.advance(11 * SECOND);
        statements(0, 10);
        assertThat(state()).isEqualTo("closed");
    }

    @Test
    void statementsFarSlowerThanUsual_shed() {
        parts.settings(with(Mode.ON, Mode.ON));
        for (int i = 0; i < 10_000; i++) {
            node.answered(timer.now(), 10 * MILLI);
        }
        timer.advance(61 * SECOND);
        for (int i = 0; i < 32; i++) {
            node.answered(timer.now(), 10 * MILLI);
        }
        timer.advance(11 * SECOND);
        for (int i = 0; i < 100; i++) {
            node.answered(timer.now(), 200 * MILLI);
        }
        assertThat(state()).isEqualTo("closed");
        timer.advance(11 * SECOND);
        for (int i = 0; i < 20; i++) {
            node.answered(timer.now(), 300 * MILLI);
        }
        assertThat(state()).isEqualTo("open");
    }

    @Test
    void moves_thatAreNone_areRefused() {
        for (Move move : Move.values()) {
            assertThat(move.isLegal(State.Closed.STATE, State.Closed.STATE)).isFalse();
        }
        Outage outage = new Outage(0, "", false);
        assertThat(Move.RECOVER.isLegal(new State.Doubted(outage), new State.SlowStart(outage, 0)))
                .isFalse();
        assertThat(Move.TRY.isLegal(State.Closed.STATE, new State.Probing(outage, 0, 0)))
                .isFalse();
        assertThat(Move.OPEN.isLegal(State.Closed.STATE, new State.Open(outage, 0, 0)))
                .isFalse();
    }

    @Test
    void latencyAndRole_areKnown() {
        assertThat(node.standing().health()).isEqualTo(Health.UNKNOWN);
        node.connected(server, 7 * MILLI);
        NodeStanding standing = node.standing();
        assertThat(standing.latencyNanos()).isEqualTo(7 * MILLI);
        assertThat(standing.health()).isEqualTo(Health.HEALTHY);
        @Nullable Boolean before = standing.readOnly();
        assertThat(before).isNull();
        breaks(5);
        assertThat(node.standing().health()).isEqualTo(Health.DEGRADED);
        timer.advance(0);
        assertThat(node.standing().readOnly()).isFalse();
    }
}

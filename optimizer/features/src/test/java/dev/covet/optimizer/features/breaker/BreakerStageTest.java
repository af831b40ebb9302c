package dev.covet.optimizer.features.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.NodeRole;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BreakerStageTest {
    private final ManualTimer timer = new ManualTimer();
    private final ScriptedOpening server = new ScriptedOpening();
    private final BreakerParts parts =
            new BreakerParts(timer::now, () -> 0.99, timer, new BreakerListener() {}, BreakerSettings.DEFAULT);
    private final NodeBreaker node = new NodeBreaker(new NodeName(Dialect.POSTGRESQL, "db:5432", NodeRole.ANY), parts);
    private final Engine engine = new Engine(
            new SqlTextCache(),
            new SignalBus(16, error -> {}),
            new SelfProtection(System::nanoTime, (text, error) -> {}),
            System::nanoTime);
    private final ConnectionSession session = new ConnectionSession(engine, ConnectionFacts.UNKNOWN);
    private final BreakerStage stage = new BreakerStage(BreakerSettings.DEFAULT);

    @BeforeEach
    void place() {
        session.place().node(node);
    }

    private StatementCall call(String sql) {
        SqlText text = session.text(sql);
        session.executing(text, text.onlyReads(), true);
        return new StatementCall(session, text, ExecutionKind.EXECUTE, false, 1);
    }

    private Verdict enter(String sql) {
        return stage.enter(call(sql));
    }

    private void failing(String state) {
        StatementCall call = call("select 1");
        call.failed(new SQLException("x", state));
        stage.exit(call);
        stage.end(call);
    }

    private void down() {
        server.failure = new SQLException("Connection refused", "08001");
        node.connected(server, 1);
        for (int i = 0; i < 5; i++) {
            failing("08006");
        }
        timer.advance(0);
        assertThat(node.standing().state()).isEqualTo("open");
    }

    @Test
    void statementOutsideOfTransactions_isRefused() {
        down();
        assertThat(enter("select 1")).isInstanceOf(Verdict.Reject.class);
        assertThat(enter("update t set a = 1")).isInstanceOf(Verdict.Reject.class);
    }

    @Test
    void statementWithinATransaction_isNot() {
        down();
        session.transaction().autoCommit(false);
        assertThat(enter("select 1")).isSameAs(Verdict.PROCEED);
        session.transaction().rolledBack();
        session.transaction().autoCommit(true);
        assertThat(enter("select 1")).isInstanceOf(Verdict.Reject.class);
        assertThat(enter("begin")).isSameAs(Verdict.PROCEED);
        assertThat(enter("insert into t values (1)")).isSameAs(Verdict.PROCEED);
        session.transaction().rolledBack();
        session.distributed(true);
        assertThat(enter("select 1")).isSameAs(Verdict.PROCEED);
    }

    @Test
    void nothingIsRefused_whileItIsOff() {
        down();
        parts.settings(BreakerSettings.DEFAULT.off());
        assertThat(enter("select 1")).isSameAs(Verdict.PROCEED);
    }

    @Test
    void connectionToNobodyKnowsWhere_isLeftAlone() {
        down();
        session.place().node(null);
        assertThat(enter("select 1")).isSameAs(Verdict.PROCEED);
        failing("08006");
    }

    @Test
    void answers_endWhatWasCounted() {
        for (int i = 0; i < 20; i++) {
            failing("08006");
            StatementCall good = call("select 1");
            good.returned(TimeUnit.MILLISECONDS.toNanos(1));
            stage.exit(good);
            stage.end(good);
        }
        timer.advance(TimeUnit.SECONDS.toNanos(1));
        assertThat(node.standing().state()).isEqualTo("closed");
        assertThat(server.opened).hasValue(0);
    }

    private int seconds(String sql, List<String> rules) {
        return new TimeoutRules(Duration.ofMillis(1_500), rules).seconds(call(sql));
    }

    private int here(String sql, List<String> rules) {
        return seconds(sql, rules);
    }

    @Test
    void timeouts_mostOfThoseThatFit() {
        assertThat(seconds("select 1", List.of())).isEqualTo(2);
        assertThat(seconds("select * from report", List.of("table:report 1m"))).isEqualTo(60);
        assertThat(seconds("select * from s.report", List.of("table:rep* 1m"))).isEqualTo(60);
        assertThat(seconds("select * from report", List.of("table:report 1m", "TABLE:report off")))
                .isZero();
        assertThat(seconds("select * from report", List.of("table:report 1ms"))).isEqualTo(1);
        assertThat(seconds("select * from other", List.of("table:report 1m"))).isEqualTo(2);
        String fingerprint = session.text("select 1").fingerprint().hex().substring(0, 8);
        assertThat(seconds("select 1", List.of("query:" + fingerprint + " 7s"))).isEqualTo(7);
        assertThat(here("select 1", List.of("site:" + getClass().getName() + ".here 9s")))
                .isEqualTo(9);
        assertThat(seconds("select 1", List.of("site:" + getClass().getName() + ".here 9s")))
                .isEqualTo(2);
    }

    @Test
    void rules_thatCannotBeRead_areSaid() {
        TimeoutRules rules = new TimeoutRules(Duration.ZERO, List.of("table:a", "b 1s", "table:c 1s"));
        assertThat(rules.misread()).hasSize(2);
        assertThat(rules.seconds(call("select * from c"))).isEqualTo(1);
        assertThat(rules.seconds(call("select 1"))).isZero();
    }
}

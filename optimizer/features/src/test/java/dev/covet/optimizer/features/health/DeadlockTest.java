package dev.covet.optimizer.features.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.StatementCall;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlockTest {
    private static final String MESSAGE = """
            ERROR: deadlock detected
              Detail: Process 4711 waits for ShareLock on transaction 745; blocked by process 4712.
            Process 4712 waits for ShareLock on transaction 744; blocked by process 4711.
              Hint: See server log for query details.
              Where: while updating tuple (0,1) in relation "pet\"""";

    private final HealthRun run = new HealthRun();
    private final HealthStage stage = new HealthStage(run.watching);

    private ConnectionSession session(long process) {
        ConnectionSession session = new ConnectionSession(run.engine, ConnectionFacts.UNKNOWN);
        session.serverProcess(process);
        session.poolName(HealthRun.POOL);
        session.transaction().autoCommit(false);
        run.watching.asking(HealthRun.POOL);
        run.watching.lent(HealthRun.POOL, null, session, 0, run.engine.nanoTime());
        return session;
    }

    private StatementCall begin(ConnectionSession session, String sql) {
        session.executing(session.text(sql), false, true);
        StatementCall call =
                new StatementCall(session, session.text(sql), ExecutionKind.UPDATE, false, run.engine.nanoTime());
        stage.enter(call);
        return call;
    }

    private void fail(StatementCall call, String state, String message) {
        call.failed(new SQLException(message, state));
        call.returned(run.engine.nanoTime());
        stage.exit(call);
    }

    @Test
    void bothSidesOurs_bothAreTold() {
        StatementCall mine = begin(session(4711), "update pet set name = 'a' where id = 2");
        begin(session(4712), "update pet set name = 'b' where id = 1");
        run.look(Duration.ofMillis(500));
        fail(mine, "40P01", MESSAGE);
        assertThat(run.findings()).hasSize(1);
        assertThat(run.findings().get(0))
                .startsWith("COVET-4510 [pool=orders] A statement was ended by the server")
                .contains("at a row of pet, which waited for ShareLock on transaction 745")
                .contains("process 4712 of the server, which waited for ShareLock on transaction 744, in [update"
                        + " pet set name = ? where id = ?]:")
                .doesNotContain("'a'");
    }

    @Test
    void otherSideOfSomebodyElse_isToldAsSuch() {
        StatementCall mine = begin(session(4711), "update pet set name = 'a' where id = 2");
        fail(mine, "40P01", MESSAGE);
        assertThat(run.findings())
                .hasSize(1)
                .allMatch(text ->
                        text.contains("process 4712 of the server") && text.contains("no connection of this JVM"));
    }

    @Test
    void otherErrors_areNoDeadlock() {
        StatementCall mine = begin(session(4711), "update pet set name = 'a' where id = 2");
        fail(mine, "23505", MESSAGE);
        assertThat(run.findings()).isEmpty();
    }
}

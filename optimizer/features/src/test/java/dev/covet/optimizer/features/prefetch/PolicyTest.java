package dev.covet.optimizer.features.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Fence;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.engine.validity.Validity;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private final Engine engine = new Engine(
            new SqlTextCache(),
            new SignalBus(16, error -> {
                throw new AssertionError(error);
            }),
            new SelfProtection(() -> 0, (text, error) -> {
                throw new AssertionError(text, error);
            }),
            () -> 0);
    private final Policy policy = new Policy(PrefetchSettings.DEFAULT, Validity::new);

    @AfterEach
    void leave() {
        UnitOfWork.enter(null);
    }

    private ConnectionSession session(int isolation) {
        ConnectionSession session = new ConnectionSession(engine, ConnectionFacts.UNKNOWN);
        session.transaction().autoCommit(false);
        session.transaction().isolation(isolation);
        SqlText text = SqlText.of("select 1", Dialect.OTHER);
        session.executing(text, true, true);
        session.executed(text, true, true, true);
        return session;
    }

    @Test
    void allows_answersOfServicesMayGoUnnoticed_onlyInSnapshots() {
        ConnectionSession recent = session(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(policy.allows(recent)).isTrue();

        engine.deaf(() -> true);

        assertThat(policy.allows(recent)).isFalse();
        assertThat(policy.allows(session(Connection.TRANSACTION_REPEATABLE_READ)))
                .isTrue();
    }

    @Test
    void allows_whileAServiceIsCalled_onlyInSnapshots() {
        UnitOfWork.enter(new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /a", 0));
        ConnectionSession recent = session(Connection.TRANSACTION_READ_COMMITTED);
        Fence.current().began();

        assertThat(policy.allows(recent)).isFalse();
        assertThat(policy.allows(session(Connection.TRANSACTION_REPEATABLE_READ)))
                .isTrue();

        Fence.current().ended();

        assertThat(policy.allows(recent)).isTrue();
    }
}

package dev.covet.optimizer.features.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Fence;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.prefetch.serve.Validity;
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
        session.executing(text, true);
        session.executed(text, true, true);
        return session;
    }

    @Test
    void validity_answersOfServicesMayGoUnnoticed_onlyInSnapshots() {
        ConnectionSession recent = session(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(policy.validity(recent)).isNotNull();

        engine.deaf(() -> true);

        assertThat(policy.validity(recent)).isNull();
        assertThat(policy.validity(session(Connection.TRANSACTION_REPEATABLE_READ)))
                .isNotNull();
    }

    @Test
    void validity_whileAServiceIsCalled_onlyInSnapshots() {
        UnitOfWork.enter(new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /a", 0));
        ConnectionSession recent = session(Connection.TRANSACTION_READ_COMMITTED);
        Fence.current().began();

        assertThat(policy.validity(recent)).isNull();
        assertThat(policy.validity(session(Connection.TRANSACTION_REPEATABLE_READ)))
                .isNotNull();

        Fence.current().ended();

        assertThat(policy.validity(recent)).isNotNull();
    }
}

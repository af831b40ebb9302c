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
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
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
    void against_answersOfServicesMayGoUnnoticed_onlyInSnapshots() {
        ConnectionSession recent = session(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(policy.against(recent)).isNull();

        engine.deaf(() -> true);

        assertThat(policy.against(recent)).isEqualTo(Reason.DEAF);
        assertThat(policy.against(session(Connection.TRANSACTION_REPEATABLE_READ)))
                .isNull();
    }

    @Test
    void against_strict_allButSnapshots() {
        Policy strict = new Policy(
                new PrefetchSettings(
                        PrefetchSettings.Mode.ON,
                        true,
                        Duration.ofMillis(1),
                        Duration.ofMillis(1),
                        List.of(),
                        List.of()),
                Validity::new);

        assertThat(strict.against(session(Connection.TRANSACTION_READ_COMMITTED)))
                .isEqualTo(Reason.STRICT);
        assertThat(strict.against(session(Connection.TRANSACTION_REPEATABLE_READ)))
                .isNull();
        assertThat(policy.against(session(Connection.TRANSACTION_SERIALIZABLE))).isEqualTo(Reason.SERIALIZABLE);
    }

    @Test
    void against_whileAServiceIsCalled_onlyInSnapshots() {
        UnitOfWork.enter(new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /a", 0));
        ConnectionSession recent = session(Connection.TRANSACTION_READ_COMMITTED);
        Fence.current().began();

        assertThat(policy.against(recent)).isEqualTo(Reason.CALLING);
        assertThat(policy.against(session(Connection.TRANSACTION_REPEATABLE_READ)))
                .isNull();

        Fence.current().ended();

        assertThat(policy.against(recent)).isNull();
    }
}

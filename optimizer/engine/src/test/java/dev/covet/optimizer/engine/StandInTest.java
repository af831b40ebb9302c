package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.UnitOfWork.Kind;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands in for a request or task when nobody has told of one. */
class StandInTest {
    private final ConnectionSession session =
            new ConnectionSession(Engines.engine(Map.of(), Engines.protection()), ConnectionFacts.UNKNOWN);

    @AfterEach
    void leave() {
        UnitOfWork.enter(null);
    }

    @Test
    void work_requestIsCurrent_isIt() {
        UnitOfWork request = new UnitOfWork(Kind.REQUEST, "GET /", 0);
        UnitOfWork.enter(request);

        assertThat(session.work()).isSameAs(request);
    }

    @Test
    void work_autocommit_isTheTimeItIsBorrowed() {
        UnitOfWork first = session.work();

        assertThat(first.kind()).isEqualTo(Kind.CHECKOUT);
        assertThat(session.work()).isSameAs(first);
        session.released();
        assertThat(session.work()).isNotSameAs(first);
    }

    @Test
    void work_transaction_isOneForEach() {
        session.transaction().autoCommit(false);
        session.transaction().executing(session.text("select 1"), TableClock.ANY);
        UnitOfWork first = session.work();
        session.transaction().executing(session.text("select 2"), TableClock.ANY);
        UnitOfWork same = session.work();
        session.transaction().committed();
        session.transaction().executing(session.text("select 3"), TableClock.ANY);

        assertThat(first.kind()).isEqualTo(Kind.TRANSACTION);
        assertThat(same).isSameAs(first);
        assertThat(session.work()).isNotSameAs(first);
    }
}

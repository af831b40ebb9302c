package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnitOfWorkTest {
    @AfterEach
    void leave() {
        UnitOfWork.enter(null);
    }

    @Test
    void enter_nested_givesBackTheOneBefore() {
        UnitOfWork outer = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /a", 0);
        UnitOfWork inner = new UnitOfWork(UnitOfWork.Kind.TASK, "task", 0);

        assertThat(UnitOfWork.enter(outer)).isNull();
        assertThat(UnitOfWork.enter(inner)).isSameAs(outer);
        assertThat(UnitOfWork.current()).isSameAs(inner);
        assertThat(UnitOfWork.enter(outer)).isSameAs(inner);
        assertThat(UnitOfWork.enter(null)).isSameAs(outer);
        assertThat(UnitOfWork.current()).isNull();
    }

    @Test
    void id_two_differ() {
        assertThat(new UnitOfWork(UnitOfWork.Kind.TASK, "a", 0).id())
                .isNotEqualTo(new UnitOfWork(UnitOfWork.Kind.TASK, "a", 0).id());
    }

    @Test
    void waited_severalTimes_addsUp() {
        UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /a", 0);

        work.waited(5);
        work.waited(7);

        assertThat(work.waitNanos()).isEqualTo(12);
    }

    @Test
    void end_isToldToAllWhoWantToKnow_once() {
        UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /a", 0);
        List<String> told = new ArrayList<>();
        UnitEnd first = ended -> told.add("first " + (ended == work));
        UnitEnd second = ended -> told.add("second");
        work.tell(first);
        work.tell(second);
        work.tell(first);

        work.end();
        work.end();

        assertThat(told).containsExactlyInAnyOrder("first true", "second");
        work.tell(second);
        assertThat(told).hasSize(3);
    }
}

package dev.covet.instrumentation.entry.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapturesTest {
    private final Captures captures = new Captures();
    private final UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET", 0);

    @Test
    void submitted_moreTasksThanAreNoted_theOthersRunWithoutUnit() {
        List<Object> queue = new ArrayList<>();
        for (int i = 0; i < Captures.MOST_WAITING + 1_000; i++) {
            Object task = new Object();
            queue.add(task);
            captures.submitted(task, work);
        }
        assertThat(captures.size()).isEqualTo(Captures.MOST_WAITING);
        assertThat(captures.take(queue.get(queue.size() - 1))).isNull();
        assertThat(captures.take(queue.get(0))).isSameAs(work);

        Object later = new Object();
        captures.submitted(later, work);
        assertThat(captures.take(later)).isSameAs(work);
        queue.forEach(captures::take);
        assertThat(captures.isEmpty()).isTrue();
    }
}

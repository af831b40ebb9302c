package dev.covet.optimizer.features.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.Loan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NestingTest {
    private final HealthRun run = new HealthRun();

    @Test
    void twoAtOnce_areToldWhenTheFirstIsBack() {
        Loan first = run.borrow(null);
        Loan second = run.borrow(null);
        run.look(Duration.ofSeconds(1));
        assertThat(run.findings()).isEmpty();
        run.giveBack(second);
        run.giveBack(first);
        run.look(Duration.ofSeconds(1));
        assertThat(run.findings())
                .hasSize(1)
                .allMatch(text -> text.startsWith("COVET-4505") && text.contains("1 × (2 − 1) + 1 = 2"));
        assertThat(run.state().deepest()).isEqualTo(2);
    }

    @Test
    void threadThatWaitsForASecondOne_isToldAtOnce() {
        run.borrow(null);
        run.watching.asking(HealthRun.POOL);
        run.look(Duration.ofSeconds(1));
        assertThat(run.findings()).hasSize(1).allMatch(text -> text.startsWith("COVET-4505"));
    }

    @Test
    void threadThatHoldsTwoAndWaitsForAThird_isToldAtOnce() {
        run.borrow(null);
        run.borrow(null);
        run.watching.asking(HealthRun.POOL);
        run.look(Duration.ofSeconds(1));
        assertThat(run.findings())
                .filteredOn(text -> text.startsWith("COVET-4505"))
                .hasSize(1);
    }

    @Test
    void oneAfterTheOther_isNoNesting() {
        for (int i = 0; i < 10; i++) {
            run.giveBack(run.borrow(null));
        }
        run.look(Duration.ofSeconds(40));
        assertThat(run.findings()).isEmpty();
    }

    /** Who forgets one and asks for another does not hold two. */
    @Test
    void firstOneNeverGivenBack_isNoNesting() {
        run.borrow(null);
        run.giveBack(run.borrow(null));
        run.look(Duration.ofSeconds(50));
        assertThat(run.findings()).noneMatch(text -> text.contains("COVET-4505"));
    }

    @Test
    void otherThread_isNoNesting() throws InterruptedException {
        Loan first = run.borrow(null);
        Thread other = new Thread(() -> run.giveBack(run.borrow(null)));
        other.start();
        other.join();
        run.giveBack(first);
        run.look(Duration.ofSeconds(1));
        assertThat(run.findings()).isEmpty();
    }
}

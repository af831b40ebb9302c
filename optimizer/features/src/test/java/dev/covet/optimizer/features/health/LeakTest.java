package dev.covet.optimizer.features.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.Loan;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeakTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HealthRun run = new HealthRun();

    /** What the application still has. */
    private final List<Object> kept = new ArrayList<>();

    /** What was made there is garbage afterwards. */
    private Loan forgotten() {
        Object handle = new Object();
        Loan loan = run.borrow(handle);
        WeakReference<Object> gone = new WeakReference<>(handle);
        handle = null;
        Await.until("the collector", PATIENCE, () -> {
            System.gc();
            return gone.get() == null;
        });
        Borrowing borrowing = (Borrowing) loan;
        Await.until("the phantom reference", PATIENCE, () -> {
            System.gc();
            return borrowing.isUnreachable();
        });
        return loan;
    }

    @Test
    void forgotten_isToldOnceAndNotBeforeItsTime() {
        forgotten();
        run.look(Duration.ofSeconds(9));
        assertThat(run.findings()).isEmpty();
        run.look(Duration.ofSeconds(4));
        assertThat(run.findings()).hasSize(1);
        assertThat(run.findings().get(0)).startsWith("COVET-4503 [pool=orders] A connection was not given back");
        assertThat(run.state().leaks()).isEqualTo(1);
        assertThat(run.state().held()).isZero();
        run.look(Duration.ofSeconds(100));
        assertThat(run.findings()).hasSize(1);
    }

    @Test
    void stillReachable_isALongHold() {
        Object handle = new Object();
        kept.add(handle);
        Loan loan = run.borrow(handle);
        System.gc();
        run.look(Duration.ofSeconds(70));
        assertThat(run.findings())
                .anyMatch(text -> text.startsWith("COVET-4504"))
                .noneMatch(text -> text.contains("4503"));
        assertThat(run.state().leaks()).isZero();
        run.giveBack(loan);
        assertThat(run.state().held()).isZero();
    }

    /** A thread may be stopped between its last use of the handle and the return. */
    @Test
    void givenBackJustAfterItWasUnreachable_isNoLeak() {
        Loan loan = forgotten();
        run.look(Duration.ofSeconds(11));
        run.giveBack(loan);
        run.look(Duration.ofSeconds(10));
        assertThat(run.findings()).noneMatch(text -> text.contains("4503"));
    }

    @Test
    void closedButNotYetBack_isNoLeak() {
        Loan loan = forgotten();
        loan.closing();
        run.look(Duration.ofSeconds(50));
        assertThat(run.findings()).noneMatch(text -> text.contains("4503"));
    }

    @Test
    void afterAnErrorOfOurs_nothingIsCalledLeaked() {
        forgotten();
        run.failAPoint();
        run.look(Duration.ofSeconds(50));
        assertThat(run.findings()).isEmpty();
        assertThat(run.state().held()).isZero();
    }

    @Test
    void poolThatKeepsWhatItLends_hasNoLeaks() {
        run.borrow(null);
        System.gc();
        run.look(Duration.ofSeconds(50));
        assertThat(run.findings()).noneMatch(text -> text.contains("4503"));
    }

    @Test
    void withoutTimeForStacks_theOwnerIsUnknownAndTheNextOneIsTaken() {
        run.borrow(null);
        run.state().budget().spent(Duration.ofSeconds(1).toNanos());
        forgotten();
        run.look(Duration.ofSeconds(14));
        assertThat(run.findings()).anyMatch(text -> text.contains("COVET-4503") && text.contains("is not known"));
        run.state().budget().spent(Duration.ofSeconds(1).toNanos());
        assertThat(((Borrowing) run.borrow(null)).hasStack()).isTrue();
    }

    @Test
    void returnedTwice_isOneReturn() {
        Loan loan = run.borrow(null);
        run.giveBack(loan);
        run.giveBack(loan);
        assertThat(run.state().held()).isZero();
        assertThat(run.state().borrowed()).isEqualTo(1);
    }
}

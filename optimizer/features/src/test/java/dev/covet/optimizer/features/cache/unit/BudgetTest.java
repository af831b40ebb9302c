package dev.covet.optimizer.features.cache.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.time.Await;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private final Budget budget = new Budget(800);

    @Test
    void bytes_areThoseOfAllConnections() {
        Object one = new Object();
        Object two = new Object();
        Budget.Account first = budget.open(one);
        Budget.Account second = budget.open(two);
        assertThat(first.take(500)).isTrue();
        assertThat(second.take(400)).isFalse();
        assertThat(budget.held()).isEqualTo(500);
        first.giveBack(200);
        assertThat(second.take(400)).isTrue();
        assertThat(budget.held()).isEqualTo(700);
        assertThat(new Object[] {one, two}).doesNotContainNull();
    }

    @Test
    void oneConnection_hasAnEighthOfThem() {
        Object owner = new Object();
        Budget.Account account = budget.open(owner);
        assertThat(account.exceeds(100)).isFalse();
        assertThat(account.exceeds(101)).isTrue();
        assertThat(account.take(60)).isTrue();
        assertThat(account.exceeds(41)).isTrue();
        assertThat(owner).isNotNull();
    }

    @Test
    void connectionThatNobodyCloses_givesItsBytesBack() {
        @Nullable Object owner = new Object();
        Budget.Account forgotten = budget.open(owner);
        assertThat(forgotten.take(800)).isTrue();
        Object other = new Object();
        Budget.Account asking = budget.open(other);
        assertThat(asking.take(100)).isFalse();
        assertThat(owner).isNotNull();
        owner = null;
        Await.until("the bytes of what is gone", Duration.ofSeconds(30), () -> {
            System.gc();
            return asking.take(100);
        });
        assertThat(budget.held()).isEqualTo(100);
        assertThat(other).isNotNull();
    }

    /** Applications without a pool open many. */
    @Test
    void connectionsThatAreGone_leaveNothing_alsoIfTheyKeptNothing() {
        for (int i = 0; i < 10; i++) {
            budget.open(new Object()).enqueue();
        }
        Object owner = new Object();
        budget.open(owner);
        assertThat(budget.accounts()).isEqualTo(1);
        assertThat(owner).isNotNull();
    }
}

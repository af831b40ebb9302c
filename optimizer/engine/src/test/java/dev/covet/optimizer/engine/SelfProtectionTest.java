package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SelfProtectionTest {
    private final AtomicLong now = new AtomicLong();
    private final List<String> reports = new ArrayList<>();
    private final SelfProtection protection = new SelfProtection(now::get, (sentence, error) -> reports.add(sentence));
    private final StageGuard guard = protection.guard("cache");

    @Test
    void failed_tenTimesInAMinute_staysIn() {
        fail(10);

        assertThat(guard.isOpen()).isFalse();
        assertThat(protection.errors()).containsEntry("cache", 10L);
    }

    @Test
    void failed_elevenTimesInAMinute_isLeftOut() {
        fail(11);

        assertThat(guard.isOpen()).isTrue();
    }

    @Test
    void failed_slowly_staysIn() {
        for (int i = 0; i < 50; i++) {
            now.addAndGet(Duration.ofSeconds(61).toNanos());
            fail(5);
        }

        assertThat(guard.isOpen()).isFalse();
        assertThat(protection.errors()).containsEntry("cache", 250L);
    }

    @Test
    void failed_differentKinds_eachIsReportedOnce() {
        guard.failed(new IllegalStateException("one"));
        guard.failed(new IllegalStateException("two"));
        guard.failed(new IllegalArgumentException("three"));

        assertThat(reports).hasSize(2);
    }

    @Test
    void failed_outOfMemory_isTheApplicationsToSee() {
        OutOfMemoryError error = new OutOfMemoryError("planted");

        assertThatThrownBy(() -> guard.failed(error)).isSameAs(error);
    }

    @Test
    void failed_stackOverflow_isOurs() {
        guard.failed(new StackOverflowError());

        assertThat(protection.errors()).containsEntry("cache", 1L);
    }

    @Test
    void failed_reportFails_isLeftOutWithoutAWord() {
        StageGuard broken = new SelfProtection(now::get, (sentence, error) -> {
                    throw new IllegalStateException("no log");
                })
                .guard("trace");

        broken.failed(new IllegalStateException("planted"));

        assertThat(broken.isOpen()).isTrue();
    }

    @Test
    void reset_leftOut_isInAgain() {
        fail(11);

        protection.reset();

        assertThat(guard.isOpen()).isFalse();
        fail(10);
        assertThat(guard.isOpen()).isFalse();
    }

    @Test
    void enable_tellsOfAChange() {
        assertThat(protection.isEnabled()).isTrue();
        assertThat(protection.enable(true)).isFalse();
        assertThat(protection.enable(false)).isTrue();
        assertThat(protection.isEnabled()).isFalse();
        assertThat(protection.enable(false)).isFalse();
        assertThat(protection.enable(true)).isTrue();
    }

    @Test
    void guard_sameFeature_isTheSameObject() {
        assertThat(protection.guard("cache")).isSameAs(guard);
        assertThat(protection.guard("other")).isNotSameAs(guard);
        assertThat(guard.feature()).isEqualTo("cache");
        assertThat(protection.guards()).hasSize(2);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            guard.failed(new IllegalStateException("planted"));
        }
    }
}

package dev.covet.optimizer.features.cache.warm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong clock = new AtomicLong(5);
    private final List<Long> rests = new ArrayList<>();
    private final Pace pace = new Pace(clock::get, rests::add);

    @Test
    void rest_isNineTimesTheWork() throws InterruptedException {
        long began = pace.now();
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(7));
        pace.worked(began);
        assertThat(rests).containsExactly(TimeUnit.MILLISECONDS.toNanos(63));
    }

    @Test
    void workOfNoTime_restsAllTheSame() throws InterruptedException {
        pace.worked(pace.now());
        assertThat(rests).containsExactly(TimeUnit.MILLISECONDS.toNanos(1));
    }
}

package dev.covet.optimizer.features.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private static final long TOLD = 1_000;

    private final Sightings sightings = new Sightings();

    @Test
    void nothingSeen_allowsAll() {
        assertThat(sightings.allow(7, 1, 10, 0)).isTrue();
    }

    @Test
    void olderEntry_isHeldBack_untilAllIsTold() {
        sightings.seen(7, 2, 2_000);
        assertThat(sightings.allow(7, 1, 1_500, TOLD)).isFalse();
        assertThat(sightings.allow(7, 2, 1_500, TOLD)).isTrue();
        assertThat(sightings.allow(7, 3, 2_000, TOLD)).isTrue();
        assertThat(sightings.allow(7, 1, 1_500, 2_000)).isTrue();
    }

    @Test
    void answerThatIsNotKept_holdsBackEveryOlderEntry() {
        sightings.seen(7, 0, 2_000);
        assertThat(sightings.allow(7, 1, 1_500, TOLD)).isFalse();
        assertThat(sightings.allow(7, 2, 2_001, TOLD)).isTrue();
    }

    @Test
    void anyAnswer_holdsBackAll_andNeverLess() {
        sightings.seen(2_000);
        sightings.seen(1_900);
        assertThat(sightings.allow(7, 1, 1_950, TOLD)).isFalse();
        assertThat(sightings.allow(8, 2, 2_000, TOLD)).isTrue();
        assertThat(sightings.allow(7, 1, 1_950, 2_000)).isTrue();
    }

    @Test
    void manyQueries_doNotHoldEachOtherBack() {
        for (int query = 0; query < 500; query++) {
            sightings.seen(query, query + 1, 2_000 + query);
        }
        for (int query = 0; query < 500; query++) {
            assertThat(sightings.allow(query, query + 1, 0, TOLD)).isTrue();
            assertThat(sightings.allow(query, 1_000, 0, TOLD)).isFalse();
            assertThat(sightings.allow(1_000 + query, 1_000, 0, TOLD)).isTrue();
        }
    }

    /** However many there are: what is forgotten would hold back too much and never too little. */
    @Test
    void atRandom_neverAllowsWhatIsOlderThanSeen() {
        Random random = new Random(1);
        Map<Integer, Long> seen = new HashMap<>();
        long told = 0;
        int allowed = 0;
        for (long now = 1; now < 200_000; now++) {
            int query = random.nextInt(5_000);
            long sent = now - random.nextInt(400);
            if (now % 100 == 0) {
                told = Math.max(told, now - random.nextInt(300));
            }
            boolean allows = sightings.allow(query, -5, sent, told);
            allowed += allows ? 1 : 0;
            Long last = seen.get(query);
            if (last != null && last > sent && last > told) {
                assertThat(allows).isFalse();
            }
            sightings.seen(query, now, now);
            seen.put(query, now);
        }
        assertThat(allowed).isGreaterThan(100_000);
    }
}

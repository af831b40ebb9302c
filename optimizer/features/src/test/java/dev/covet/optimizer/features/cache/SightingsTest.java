package dev.covet.optimizer.features.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Setter;
import dev.covet.optimizer.features.cache.store.CacheKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
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

    /** As a session does that asks many queries of few numbers: it takes what it is allowed to, and else asks the database. */
    @Test
    void queriesOfTheSameNumber_areNeverShownWhatIsOlderThanSeen() {
        Random random = new Random(2);
        long[] seen = new long[30];
        long[] kept = new long[30];
        long told = 0;
        int given = 0;
        for (long now = 1; now < 100_000; now++) {
            int query = random.nextInt(30);
            if (now % 50 == 0) {
                told = Math.max(told, now - random.nextInt(200));
            }
            if (random.nextInt(4) == 0) {
                // Another session has asked and its answer is kept.
                kept[random.nextInt(30)] = now;
            }
            long entry = kept[query] * 30 + query;
            if (kept[query] != 0 && sightings.allow(query % 3, entry, kept[query], told)) {
                assertThat(seen[query] <= Math.max(kept[query], told)).isTrue();
                sightings.seen(query % 3, entry, kept[query]);
                seen[query] = Math.max(seen[query], kept[query]);
                given++;
            } else {
                sightings.seen(query % 3, 0, now);
                seen[query] = now;
            }
        }
        assertThat(given).isGreaterThan(100);
    }

    @Test
    void pairsOfSmallNumbers_haveNumbersOfTheirOwn() {
        Set<Long> numbers = new HashSet<>();
        for (int first = 0; first < 100; first++) {
            for (long second = 0; second < 100; second++) {
                Parameters bound = new Parameters();
                bound.set(1, first, Setter.INT, 0);
                bound.set(2, second, Setter.LONG, 0);
                numbers.add(CacheKey.query("select", Objects.requireNonNull(BoundKey.of(bound, 2))));
            }
        }
        assertThat(numbers).hasSize(100 * 100);
    }
}

package dev.covet.optimizer.features.cache.warm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.features.cache.store.CacheKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the answers of each query have saved lately. Any thread may call. */
public final class Heat {
    private static final long MOST_BYTES = 4L << 20;

    /** Of what was saved before, one part of so many is forgotten each time. */
    private static final int FADES = 64;

    private final Cache<CacheKey, Saved> saved = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((CacheKey key, Saved any) -> (int) Math.min(Integer.MAX_VALUE, key.bytes()))
            .executor(Runnable::run)
            .build();

    /** Of the last run. Belongs to one thread. */
    private final Map<HotQuery, Long> former = new HashMap<>();

    private record Saved(String place, AtomicLong nanos) {}

    /** A query of the last run. */
    public record Hot(HotQuery query, long savedNanos) {}

    /** An answer was given for which the database took so long. */
    public void given(ConnectionFacts facts, CacheKey key, long nanos) {
        Saved known = saved.getIfPresent(key);
        if (known == null) {
            known = saved.get(key, any -> new Saved(HotQuery.place(facts), new AtomicLong()));
        }
        known.nanos.addAndGet(nanos);
    }

    /** What was hot in the last run is so in this one until it has faded. */
    public void inherit(List<Hot> last) {
        last.forEach(hot -> former.put(hot.query(), hot.savedNanos()));
    }

    /** The hottest ones, each once; lets all fade. */
    public List<Hot> hottest(int most) {
        Map<HotQuery, Long> all = new HashMap<>(former);
        saved.asMap().forEach((key, known) -> {
            long nanos = known.nanos.get();
            all.merge(query(key, known.place), nanos, Long::sum);
            known.nanos.addAndGet(-nanos / FADES);
        });
        former.replaceAll((query, nanos) -> nanos - nanos / FADES);
        List<Hot> hottest = new ArrayList<>(all.size());
        all.forEach((query, nanos) -> hottest.add(new Hot(query, nanos)));
        hottest.sort(Comparator.comparingLong(Hot::savedNanos).reversed());
        return List.copyOf(hottest.subList(0, Math.min(most, hottest.size())));
    }

    private static HotQuery query(CacheKey key, String place) {
        return new HotQuery(
                place,
                key.sql(),
                key.values(),
                key.form().prepared(),
                key.form().binary(),
                key.form().mostRows());
    }
}

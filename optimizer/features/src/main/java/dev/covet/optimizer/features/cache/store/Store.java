package dev.covet.optimizer.features.cache.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All answers of this JVM, by their bytes. Those that are asked for seldom make room for others. */
public final class Store {
    private static final long USUAL = 64L << 20;

    /** The part of the heap that is taken where nothing else is set. */
    private static final int SHARE = 20;

    private final Cache<CacheKey, Entry> entries;

    /**
     * An empty one.
     *
     * @param mostBytes 0 for what suits the heap
     */
    public Store(long mostBytes) {
        this.entries = builder(mostBytes).build();
    }

    /**
     * One from which that is dropped for which nobody has asked so long: else answers would keep the driver of an application
     * that is gone.
     */
    public Store(long mostBytes, Duration unasked) {
        this.entries = builder(mostBytes).expireAfterAccess(unasked).build();
    }

    private static Caffeine<CacheKey, Entry> builder(long mostBytes) {
        return Caffeine.newBuilder()
                .maximumWeight(bytes(mostBytes))
                .weigher((CacheKey key, Entry entry) -> (int) Math.min(Integer.MAX_VALUE, key.bytes() + entry.bytes()))
                .executor(Runnable::run);
    }

    /** What all answers take at present, by estimate. */
    public long bytes() {
        return entries.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    /** What all answers may take: what is set, or for 0 what suits the heap. */
    public static long bytes(long set) {
        return set == 0 ? suiting(Runtime.getRuntime().maxMemory()) : set;
    }

    /** For a heap of so many bytes. */
    static long suiting(long heap) {
        return Math.min(USUAL, heap / SHARE);
    }

    public @Nullable Entry get(CacheKey key) {
        return entries.getIfPresent(key);
    }

    public void put(CacheKey key, Entry entry) {
        entries.put(key, entry);
    }

    /** This very answer holds no more. */
    public void drop(CacheKey key, Entry entry) {
        entries.asMap().remove(key, entry);
    }

    /** Those of all epochs but these. */
    public void dropAllBut(Set<?> epochs) {
        entries.asMap().values().removeIf(entry -> !epochs.contains(entry.epoch()));
    }

    public void clear() {
        entries.invalidateAll();
    }

    public long size() {
        return entries.estimatedSize();
    }
}

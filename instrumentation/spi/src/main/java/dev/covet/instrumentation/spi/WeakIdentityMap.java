package dev.covet.instrumentation.spi;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What we know about objects of others, which are compared by identity and not kept alive. A value must not lead to its
 * key, or both stay. Looking up allocates a short-lived key; nothing blocks.
 */
public final class WeakIdentityMap<K, V> {
    private final ConcurrentMap<Key, V> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public @Nullable V get(K key) {
        return values.isEmpty() ? null : values.get(new Sought(key));
    }

    /** Puts a value and returns the one before. */
    public @Nullable V put(K key, V value) {
        expunge();
        return values.put(new Kept(key, collected), value);
    }

    /** The value that is there afterwards. */
    public V putIfAbsent(K key, V value) {
        expunge();
        V before = values.putIfAbsent(new Kept(key, collected), value);
        return before == null ? value : before;
    }

    public @Nullable V remove(K key) {
        return values.isEmpty() ? null : values.remove(new Sought(key));
    }

    /** Changes one value as a whole; null removes it. The change must be short and call nobody else. */
    public void compute(K key, Function<@Nullable V, @Nullable V> change) {
        expunge();
        values.compute(new Kept(key, collected), (kept, before) -> change.apply(before));
    }

    /** How many there are; keys that were collected since the last change may count. */
    public int size() {
        return values.size();
    }

    private void expunge() {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            if (gone instanceof Kept kept) {
                values.remove(kept);
            }
        }
    }

    /** Either kind equals the other when they name the same living object. */
    private sealed interface Key {
        @Nullable Object named();
    }

    private static final class Kept extends WeakReference<Object> implements Key {
        private final int hash;

        Kept(Object key, ReferenceQueue<Object> queue) {
            super(key, queue);
            this.hash = System.identityHashCode(key);
        }

        @Override
        public @Nullable Object named() {
            return get();
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object named = get();
            return named != null && other instanceof Key key && key.named() == named;
        }
    }

    private static final class Sought implements Key {
        private final Object key;

        Sought(Object key) {
            this.key = key;
        }

        @Override
        public Object named() {
            return key;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(key);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key sought && sought.named() == key;
        }
    }
}

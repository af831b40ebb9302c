package dev.covet.exporters.otel.convention;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Attributes that many spans share, and a few of one span, without a copy of the former. The keys of both differ. */
public final class SpanAttributes implements Attributes {
    private final Attributes shared;

    /** Keys and values in turns; the tail may be empty. */
    private Object[] own;

    private int used;

    /** How many there would be without the limit. */
    private int total;

    private final Limits limits;

    public SpanAttributes(Attributes shared, int sharedTotal, Limits limits, int expected) {
        this.shared = shared;
        this.limits = limits;
        this.total = sharedTotal;
        this.own = new Object[2 * expected];
    }

    <T> void add(AttributeKey<T> key, T value) {
        total++;
        if (shared.size() + used / 2 >= limits.count()) {
            return;
        }
        if (used == own.length) {
            own = Arrays.copyOf(own, Math.max(4, own.length * 2));
        }
        own[used++] = key;
        own[used++] = value instanceof String text ? limits.cut(text) : value;
    }

    /** Adds what a sampler or somebody else wants to be added. */
    @SuppressWarnings("unchecked")
    public void addAll(Attributes further) {
        further.forEach((key, value) -> add((AttributeKey<Object>) key, value));
    }

    /** How many attributes there were before the limit was applied. */
    public int total() {
        return total;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T get(AttributeKey<T> key) {
        for (int i = 0; i < used; i += 2) {
            if (own[i].equals(key)) {
                return (T) own[i + 1];
            }
        }
        return shared.get(key);
    }

    @Override
    public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> consumer) {
        shared.forEach(consumer);
        for (int i = 0; i < used; i += 2) {
            consumer.accept((AttributeKey<?>) own[i], own[i + 1]);
        }
    }

    @Override
    public int size() {
        return shared.size() + used / 2;
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public Map<AttributeKey<?>, Object> asMap() {
        Map<AttributeKey<?>, Object> map = new LinkedHashMap<>();
        forEach(map::put);
        return map;
    }

    @Override
    public AttributesBuilder toBuilder() {
        return Attributes.builder().putAll(this);
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}

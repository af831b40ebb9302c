package dev.covet.optimizer.features.prefetch.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole numbers as a JSON array. */
public final class JsonKeys {
    private JsonKeys() {}

    /** The array, or null if one of the keys is no whole number. */
    public static @Nullable String array(List<? extends @Nullable Object> keys) {
        StringBuilder json = new StringBuilder(2 + keys.size() * 8).append('[');
        for (Object key : keys) {
            if (!(key instanceof Long || key instanceof Integer || key instanceof Short || key instanceof Byte)) {
                return null;
            }
            json.append(json.length() > 1 ? "," : "").append(key);
        }
        return json.append(']').toString();
    }
}

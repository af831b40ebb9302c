package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.features.prefetch.batch.BatchText;
import dev.covet.optimizer.features.prefetch.batch.JsonKeys;
import dev.covet.optimizer.features.prefetch.batch.Slot;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds the keys of a batch. */
final class BatchBinding {
    private BatchBinding() {}

    /** False if a key cannot be sent as the single query would send it. */
    static boolean bind(DriverRows driver, PreparedStatement batch, BatchText text, List<BoundKey> keys)
            throws SQLException {
        int position = 0;
        for (Slot slot : text.slots()) {
            position++;
            if (slot instanceof Slot.KeyArray array) {
                String literal = array.type().array(values(keys, slot.parameter()));
                if (literal == null) {
                    return false;
                }
                driver.array(batch, position, array.type().typeName(), literal);
            } else if (slot instanceof Slot.KeyJson) {
                String json = JsonKeys.array(values(keys, slot.parameter()));
                if (json == null) {
                    return false;
                }
                batch.setString(position, json);
            } else {
                // A text for more keys than there are repeats the last one.
                int index = slot instanceof Slot.Key key ? Math.min(key.key(), keys.size() - 1) : 0;
                BoundKey key = keys.get(index);
                key.parameters().bind(slot.parameter(), key.value(slot.parameter()), batch, position);
            }
        }
        return true;
    }

    private static List<@Nullable Object> values(List<BoundKey> keys, int parameter) {
        List<@Nullable Object> values = new ArrayList<>(keys.size());
        keys.forEach(key -> values.add(key.value(parameter)));
        return values;
    }
}

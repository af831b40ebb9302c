package dev.covet.optimizer.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value as a source has it, not read yet.
 *
 * @param name as written there; of a variable in capitals, else with dots and beginning with "covet."
 * @param text the value
 * @param items its elements, if it is a YAML sequence
 * @param source where it stands
 * @param flaw why it cannot be used, if it cannot
 */
record Given(
        String name,
        String text,
        @Nullable List<String> items,
        SettingSource source,
        @Nullable Flaw flaw) {

    /** The code and the first sentence of a problem. */
    record Flaw(String code, String what) {}

    static Given of(String name, String text, SettingSource source) {
        return new Given(name, text, null, source, null);
    }
}

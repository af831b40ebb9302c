package dev.covet.optimizer.settings;

import dev.covet.optimizer.settings.Settings.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting that has another value than before.
 *
 * @param key of which setting
 * @param name the key's name, or for a pattern that of the value
 * @param before as text, masked if secret
 * @param after as text, masked if secret
 * @param source where the new value came from
 */
public record SettingChange(SettingKey<?> key, String name, String before, String after, SettingSource source) {

    /** Every value that differs, also of patterns that came or went. */
    static List<SettingChange> between(Settings before, Settings after) {
        List<SettingChange> changes = new ArrayList<>();
        for (Entry<?> now : after.entries()) {
            Entry<?> old = before.entry(now.name());
            if (!value(old, now.key()).equals(now.value())) {
                changes.add(new SettingChange(now.key(), now.name(), text(old, now.key()), now.text(), now.source()));
            }
        }
        for (Entry<?> old : before.entries()) {
            SettingKey<?> key = old.key();
            if (after.entry(old.name()) == null && !key.defaultValue().equals(old.value())) {
                changes.add(new SettingChange(key, old.name(), old.text(), text(null, key), SettingSource.DEFAULT));
            }
        }
        return List.copyOf(changes);
    }

    private static Object value(@Nullable Entry<?> entry, SettingKey<?> key) {
        return entry == null ? key.defaultValue() : entry.value();
    }

    private static <T> String text(@Nullable Entry<?> entry, SettingKey<T> key) {
        return entry == null ? key.print(key.defaultValue()) : entry.text();
    }

    /** Such as "covet.trace.mode: off → on (/etc/covet.yaml:3)". */
    @Override
    public String toString() {
        return name + ": " + before + " → " + after + " (" + source + ")";
    }
}

package dev.covet.optimizer.settings;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings at one moment. Immutable.
 *
 * <p>Getting is a look-up in a map. What is read per statement belongs in a record of the feature's own, made anew at
 * each change: {@link SettingsWatch#live}.
 */
public final class Settings {
    private final Map<String, Entry<?>> entries;
    private final List<SettingProblem> problems;
    private final boolean enabled;

    Settings(Map<String, Entry<?>> entries, List<SettingProblem> problems) {
        this.entries = entries;
        this.problems = List.copyOf(problems);
        this.enabled = get(GeneralKeys.ENABLED);
    }

    /** A value and where it came from. */
    record Entry<T>(SettingKey<T> key, String name, T value, SettingSource source) {
        String text() {
            return key.print(value);
        }
    }

    /** Reads all sources but the kill file once; see {@link SettingsWatch}. Never throws because of what a user wrote. */
    public static Settings load(SettingCatalogue catalogue, SettingInputs inputs) {
        return SettingsWatch.open(catalogue, inputs, null).settings();
    }

    /** Whether Covet does anything: {@code covet.enabled}, the kill file and the switch at runtime together. */
    public boolean enabled() {
        return enabled;
    }

    /** The value of a key of the catalogue. */
    public <T> T get(SettingKey<T> key) {
        Entry<T> entry = entry(key, key.name());
        if (entry == null) {
            throw new IllegalArgumentException("COVET-1019 " + key + " is not in the catalogue, or is a pattern. What"
                    + " users set it to would not be found. Nothing was read. Add it to the catalogue, or name"
                    + " which one.");
        }
        return entry.value();
    }

    /** The value of a pattern's key for one of the names that users choose; else its default. */
    public <T> T get(SettingKey<T> pattern, String name) {
        Entry<T> entry = entry(pattern, SettingCatalogue.concrete(pattern, name));
        return entry == null ? pattern.defaultValue() : entry.value();
    }

    public SettingSource source(SettingKey<?> key) {
        Entry<?> entry = entries.get(key.name());
        return entry == null ? SettingSource.DEFAULT : entry.source();
    }

    public SettingSource source(SettingKey<?> pattern, String name) {
        Entry<?> entry = entries.get(SettingCatalogue.concrete(pattern, name));
        return entry == null ? SettingSource.DEFAULT : entry.source();
    }

    /** The names that users chose in a group: for "covet.datasource" what stands in covet.datasource.*.url and others. */
    public Set<String> names(String group) {
        Set<String> names = new TreeSet<>();
        String start = group + ".*";
        for (Entry<?> entry : entries.values()) {
            if (entry.key().name().startsWith(start)) {
                String rest = entry.name().substring(start.length() - 1);
                int dot = rest.indexOf('.');
                names.add(dot < 0 ? rest : rest.substring(0, dot));
            }
        }
        return names;
    }

    /** What was wrong with the sources when they were read for this snapshot. */
    public List<SettingProblem> problems() {
        return problems;
    }

    Collection<Entry<?>> entries() {
        return entries.values();
    }

    @Nullable Entry<?> entry(String name) {
        return entries.get(name);
    }

    /** An entry was made of the key of that name, whose type is T. */
    @SuppressWarnings("unchecked")
    private <T> @Nullable Entry<T> entry(SettingKey<T> key, String name) {
        Entry<?> entry = entries.get(name);
        return entry != null && entry.key().name().equals(key.name()) ? (Entry<T>) entry : null;
    }
}

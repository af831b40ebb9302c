package dev.covet.optimizer.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All settings that there are: the {@link GeneralKeys} and those of the features. Immutable. */
public final class SettingCatalogue {
    static final String PREFIX = "covet.";

    private final Map<String, SettingKey<?>> byName = new LinkedHashMap<>();
    private final Map<String, SettingKey<?>> byVariable = new HashMap<>();
    private final List<SettingKey<?>> patterns = new ArrayList<>();
    private final List<String> foreign;

    private SettingCatalogue(Collection<? extends SettingKey<?>> keys, List<String> foreign) {
        this.foreign = foreign;
        for (SettingKey<?> key : GeneralKeys.all()) {
            add(key);
        }
        for (SettingKey<?> key : keys) {
            add(key);
        }
    }

    /** Throws if two keys have one name: a mistake of a programmer, not of a user. */
    public static SettingCatalogue of(Collection<? extends SettingKey<?>> keys) {
        return new SettingCatalogue(keys, List.of());
    }

    /** The same, with names that begin so left to others: neither read nor reported. */
    public SettingCatalogue ignoring(String... prefixes) {
        List<SettingKey<?>> own = new ArrayList<>(byName.values());
        own.removeAll(GeneralKeys.all());
        return new SettingCatalogue(own, List.of(prefixes));
    }

    private void add(SettingKey<?> key) {
        String name = key.name();
        int star = name.indexOf('*');
        boolean wellFormed = name.startsWith(PREFIX)
                && name.equals(name.toLowerCase(Locale.ROOT))
                && name.indexOf('_') < 0
                && star == name.lastIndexOf('*')
                && (star < 0 || name.charAt(star - 1) == '.')
                && (star < 0 || star == name.length() - 1 || name.charAt(star + 1) == '.');
        SettingKey<?> taken = byVariable.putIfAbsent(key.environmentName(), key);
        if (!wellFormed || taken != null) {
            throw new IllegalArgumentException("COVET-1019 " + name
                    + (wellFormed ? " has the same spelling as " + taken : " is no name of a setting")
                    + ". Users could not tell which setting they set. The catalogue is refused. Rename it, like"
                    + " covet.trace.max-size.");
        }
        byName.put(name, key);
        if (star >= 0) {
            patterns.add(key);
        }
    }

    /** The general ones first, then as given. */
    public List<SettingKey<?>> keys() {
        return List.copyOf(byName.values());
    }

    /** A key with the name that one of its values has; the two differ for a pattern. */
    record Match(SettingKey<?> key, String name) {}

    /** Finds the key of a name with dots. */
    @Nullable Match find(String name) {
        SettingKey<?> exact = byName.get(name);
        if (exact != null && !exact.isPattern()) {
            return new Match(exact, name);
        }
        for (SettingKey<?> pattern : patterns) {
            String chosen = chosen(name, pattern.name(), ".");
            if (chosen != null) {
                return new Match(pattern, concrete(pattern, chosen));
            }
        }
        return null;
    }

    /** Finds the key of a name from a YAML file, where max_size is as good as max-size. */
    @Nullable Match findWritten(String name) {
        Match exact = find(name);
        return exact != null ? exact : find(name.replace('_', '-'));
    }

    /** Finds the key of an environment variable. Of several patterns the one with the longest literal part. */
    @Nullable Match findVariable(String variable) {
        SettingKey<?> exact = byVariable.get(variable);
        if (exact != null && !exact.isPattern()) {
            return new Match(exact, exact.name());
        }
        SettingKey<?> best = null;
        String bestChosen = "";
        for (SettingKey<?> pattern : patterns) {
            String chosen = chosen(variable, pattern.environmentName(), "");
            if (chosen != null
                    && (best == null || pattern.name().length() > best.name().length())) {
                best = pattern;
                bestChosen = chosen;
            }
        }
        return best == null ? null : new Match(best, concrete(best, bestChosen));
    }

    /** What stands in place of the star, if the rest is equal and the forbidden text is not in it. */
    private static @Nullable String chosen(String name, String pattern, String forbidden) {
        int star = pattern.indexOf('*');
        int tail = pattern.length() - star - 1;
        int end = name.length() - tail;
        if (end <= star
                || !name.startsWith(pattern.substring(0, star))
                || !name.endsWith(pattern.substring(star + 1))) {
            return null;
        }
        String chosen = name.substring(star, end);
        return !forbidden.isEmpty() && chosen.contains(forbidden) ? null : chosen;
    }

    /** The name of one value of a pattern. One spelling of what the user chose, since variables have no lower case. */
    static String concrete(SettingKey<?> pattern, String chosen) {
        return pattern.name().replace("*", chosen.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    boolean isForeign(String name) {
        for (String prefix : foreign) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    boolean isForeignVariable(String variable) {
        for (String prefix : foreign) {
            if (variable.startsWith(
                    prefix.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))) {
                return true;
            }
        }
        return false;
    }
}

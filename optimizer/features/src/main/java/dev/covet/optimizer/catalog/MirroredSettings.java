package dev.covet.optimizer.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Settings of one session that another one can be given, with their values as the server tells them. */
public final class MirroredSettings {
    /** Nothing is known of them. */
    public static final MirroredSettings NONE = new MirroredSettings("");

    /** Of one that the session does not have, which is another thing than an empty value. */
    static final String MISSING = "\u001e";

    private static final String BETWEEN = "\u001f";

    private final String text;
    private final Map<String, String> values;
    private final boolean unreadable;

    /**
     * As they were told.
     *
     * @param text names and values, as {@code a=1}, with the character 31 in between
     */
    MirroredSettings(String text) {
        this.text = text;
        Map<String, String> read = new HashMap<>();
        boolean doubtful = false;
        for (String each : text.isEmpty() ? new String[0] : text.split(BETWEEN, -1)) {
            int sign = each.indexOf('=');
            doubtful |= sign < 1 || read.put(each.substring(0, Math.max(sign, 0)), each.substring(sign + 1)) != null;
        }
        this.unreadable = doubtful;
        this.values = Map.copyOf(read);
    }

    /** Whether a value has the character that stands in between. */
    boolean areUnreadable() {
        return unreadable;
    }

    String text() {
        return text;
    }

    /** Null if it is not known. */
    @Nullable String value(String name) {
        return values.get(name);
    }

    /** Those of these that are not the same there, or not known there; the same order each time. */
    List<String> unlike(MirroredSettings there) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, String> each : values.entrySet()) {
            if (!each.getValue().equals(there.values.get(each.getKey()))) {
                names.add(each.getKey());
            }
        }
        names.sort(null);
        return names;
    }

    /** All that are known, in the same order each time. */
    List<String> names() {
        return values.keySet().stream().sorted().toList();
    }

    /** Whether a session with these can stand for one with those. */
    boolean serves(MirroredSettings wanted) {
        return values.equals(wanted.values);
    }

    /** Whether all of these names are known. */
    boolean know(Collection<String> names) {
        return values.keySet().containsAll(names);
    }

    /** Whether what the other one knows is known here, too. */
    boolean knowAllOf(MirroredSettings other) {
        return know(other.values.keySet());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MirroredSettings settings && settings.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    /** Without the values: they may say who is served. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}

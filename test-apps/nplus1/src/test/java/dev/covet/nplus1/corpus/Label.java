package dev.covet.nplus1.corpus;

import dev.covet.optimizer.engine.signal.FindingSignal.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is true of a program.
 *
 * @param expected once for each row
 * @param repeats what else is repeated, by its key, and how
 */
record Label(List<Expected> expected, Map<String, Kind> repeats) {
    /** Nothing is asked three times. */
    static final Label NONE = new Label(List.of(), Map.of());

    /** Asked once for each row: {@code mapping} is as of {@link Expected}. */
    static Label nPlusOne(String outer, String inner, String mapping) {
        return NONE.and(outer, inner, mapping);
    }

    /** Repeated, but not for each row of another query. */
    static Label repeat(String key, Kind kind) {
        return NONE.andRepeat(key, kind);
    }

    Label and(String outer, String inner, String mapping) {
        List<Expected> more = new ArrayList<>(expected);
        more.add(Expected.of(outer, inner, mapping));
        return new Label(List.copyOf(more), repeats);
    }

    Label andRepeat(String key, Kind kind) {
        Map<String, Kind> more = new TreeMap<>(repeats);
        more.put(key, kind);
        return new Label(expected, Map.copyOf(more));
    }
}

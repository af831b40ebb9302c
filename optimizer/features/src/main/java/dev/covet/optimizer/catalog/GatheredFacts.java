package dev.covet.optimizer.catalog;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Puts {@link TableFacts} together from the answers of a catalog. */
final class GatheredFacts {
    private final Map<String, Set<Detour>> tables = new HashMap<>();
    private final Set<String> functions = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    private boolean current = true;
    private boolean everywhere;

    /** One answer: what it is about, or the name of a {@link Detour}; and whom it concerns. */
    void take(String what, String name) {
        switch (what) {
            case "table" -> table(name);
            case "function" -> functions.add(name);
            case "word" -> words.add(name);
            case "everywhere" -> everywhere = true;
            default -> table(name).add(Detour.valueOf(what));
        }
    }

    private Set<Detour> table(String name) {
        return tables.computeIfAbsent(name, any -> EnumSet.noneOf(Detour.class));
    }

    /** It says what was, or is no catalog that is known. */
    void notCurrent() {
        current = false;
    }

    TableFacts facts() {
        return new TableFacts(current, tables, functions, words, everywhere);
    }
}

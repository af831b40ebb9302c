package dev.covet.optimizer.catalog;

import java.util.List;
import java.util.Set;

/**
 * Whether an answer of a query may be given again later, as long as nobody has changed its tables, to whoever has the same
 * settings and rights.
 *
 * @param reasons against it, each a sentence for people without its full stop; empty if it may
 * @param tables all whose rows it reads, also through views; in lower case without schema
 * @param names of tables and views whose definitions it depends on, likewise
 * @param functions whose definitions it depends on, likewise
 * @param again the reasons that also stand against giving it again to the session that has asked, a moment later
 */
public record Lasting(
        List<String> reasons, Set<String> tables, Set<String> names, Set<String> functions, List<String> again) {
    public Lasting {
        reasons = List.copyOf(reasons);
        again = List.copyOf(again);
        tables = Set.copyOf(tables);
        names = Set.copyOf(names);
        functions = Set.copyOf(functions);
    }

    /** Where all reasons stand against either. */
    public Lasting(List<String> reasons, Set<String> tables, Set<String> names, Set<String> functions) {
        this(reasons, tables, names, functions, reasons);
    }

    /** Of a query that must not be asked early either. */
    static Lasting none(List<String> reasons) {
        return new Lasting(reasons, Set.of(), Set.of(), Set.of());
    }

    public boolean allowed() {
        return reasons.isEmpty();
    }
}

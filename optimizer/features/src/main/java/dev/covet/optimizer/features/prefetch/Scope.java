package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.catalog.NamedTables;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import java.util.List;

/** Where nothing is prefetched by the user's wish: queries of some tables, and some requests and tasks. */
final class Scope {
    private final NamedTables tables;
    private final List<java.util.regex.Pattern> works;

    Scope(List<String> tables, List<String> works) {
        this.tables = new NamedTables(tables);
        this.works = works.stream().map(Scope::wildcard).toList();
    }

    /** A star stands for anything. */
    private static java.util.regex.Pattern wildcard(String name) {
        String expression = java.util.regex.Pattern.quote(name.strip()).replace("*", "\\E.*\\Q");
        return java.util.regex.Pattern.compile(expression);
    }

    boolean excludes(Pattern inner, UnitOfWork work) {
        if (tables.areIn(inner.text())) {
            return true;
        }
        for (java.util.regex.Pattern each : works) {
            if (each.matcher(work.name()).matches()) {
                return true;
            }
        }
        return false;
    }
}

package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.catalog.NamePattern;
import dev.covet.optimizer.catalog.NamedTables;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import java.util.List;

/** Where nothing is prefetched by the user's wish: queries of some tables, and some requests and tasks. */
final class Scope {
    private final NamedTables tables;
    private final List<NamePattern> works;

    Scope(List<String> tables, List<String> works) {
        this.tables = new NamedTables(tables);
        this.works = works.stream().map(NamePattern::new).toList();
    }

    boolean excludes(Pattern inner, UnitOfWork work) {
        if (tables.areIn(inner.text())) {
            return true;
        }
        for (NamePattern each : works) {
            if (each.fits(work.name())) {
                return true;
            }
        }
        return false;
    }
}

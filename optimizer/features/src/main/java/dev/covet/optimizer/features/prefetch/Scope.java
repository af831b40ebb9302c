package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.catalog.NamePattern;
import dev.covet.optimizer.catalog.NamedTables;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where nothing is prefetched by the user's wish: queries of some tables, and some requests and tasks. */
final class Scope {
    private final NamedTables tables;
    private final List<NamePattern> works;

    Scope(List<String> tables, List<String> works) {
        this.tables = new NamedTables(tables);
        this.works = works.stream().map(NamePattern::new).toList();
    }

    /** What stands against it, or null. */
    @Nullable Reason against(Pattern inner, UnitOfWork work) {
        if (tables.areIn(inner.text())) {
            return Reason.EXCEPT_TABLES;
        }
        for (NamePattern each : works) {
            if (each.fits(work.name())) {
                return Reason.EXCEPT_REQUESTS;
            }
        }
        return null;
    }
}

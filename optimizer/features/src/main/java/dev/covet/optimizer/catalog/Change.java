package dev.covet.optimizer.catalog;

import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.sql.ChangeShape;
import dev.covet.optimizer.sql.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * What a text changes. Kept with it.
 *
 * @param shape null if nobody can say
 * @param number of its table
 * @param by what it was judged by; null if it was not
 */
record Change(
        @Nullable ChangeShape shape, int number, @Nullable TableFacts by, boolean harmless) {
    private static final Change UNKNOWN = new Change(null, TableClock.ANY, null, false);

    static Change of(SqlText text) {
        if (text.companion() instanceof Change known) {
            return known;
        }
        ChangeShape shape = ChangeShape.of(text);
        Change made = shape == null ? UNKNOWN : new Change(shape, TableClock.number(shape.table()), null, false);
        keep(text, made);
        return made;
    }

    /** Whether it changes its table only, by these facts. */
    @SuppressWarnings("ReferenceEquality") // each answer of the catalog is another one
    boolean isHarmless(TableFacts facts) {
        if (shape == null || by == facts) {
            return harmless;
        }
        boolean found = facts.changesOnlyItsTable(shape);
        keep(shape.text(), new Change(shape, number, facts, found));
        return found;
    }

    /** Queries have another companion. */
    private static void keep(SqlText text, Change made) {
        switch (text.kind()) {
            case INSERT, UPDATE, DELETE, DDL -> text.companion(made);
            default -> {}
        }
    }
}

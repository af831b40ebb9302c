package dev.covet.optimizer.features.cache.unit;

import dev.covet.optimizer.catalog.Suspects;
import dev.covet.optimizer.sql.QueryShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query on one database. */
public interface Question {
    /** Whether a function that it calls may do more than compute, as far as names tell. */
    boolean mayWrite();

    /** Whether it names what runs functions of which nobody knows whether they write. */
    boolean isSuspect(@Nullable Suspects suspects);

    /** Why no answer of it is ever kept, by its text; empty if one may be. */
    List<String> reasons();

    QueryShape shape();

    /** The same object each time. */
    Notes notes();
}

package dev.covet.optimizer.features.cache.unit;

import dev.covet.optimizer.engine.OpenWrite;
import dev.covet.optimizer.features.cache.store.Form;
import org.jspecify.annotations.Nullable;

/** What is remembered of a query from before it is sent until its answer is there. */
sealed interface Pending {
    /** Its answer is to be kept. */
    record Kept(Answer.Key key, Form form, Hold hold, UnitAnswers by) implements Pending {}

    /** It may change something. */
    record Writing(@Nullable OpenWrite open) implements Pending {}
}

package dev.covet.optimizer.engine;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Is told when a request or task begins and ends, each exactly once, on the thread where it happens. A task that runs
 * again and again begins each time: whoever makes spans should make one for a task only when it has statements.
 */
public interface EntryListener {
    EntryListener NONE = new EntryListener() {};

    /**
     * A unit of work began; it is not yet the current one.
     *
     * @param headers the first value of a header by its name, null if absent. For use during this call only
     */
    default void began(UnitOfWork work, Function<String, @Nullable String> headers) {}

    /** Whether {@link RequestFacts#details()} of this unit will be looked at. */
    default boolean wantsDetails(UnitOfWork work) {
        return true;
    }

    /** It ended; its {@link UnitOfWork#name()} is final. */
    default void ended(UnitOfWork work, RequestFacts facts, @Nullable Throwable failure) {}
}

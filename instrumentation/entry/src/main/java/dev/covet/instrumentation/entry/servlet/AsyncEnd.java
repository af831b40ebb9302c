package dev.covet.instrumentation.entry.servlet;

import dev.covet.optimizer.engine.RequestFacts;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Is told how a request went that is finished later. */
public interface AsyncEnd {
    /** It failed, or took too long. The container goes on to finish it. */
    void failed(@Nullable Throwable failure);

    void timedOut();

    /** Whether the facts are to have details. */
    boolean wantsDetails();

    /** It is finished. May be told more than once. */
    void completed(Supplier<RequestFacts> facts);
}

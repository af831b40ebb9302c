package dev.covet.optimizer.engine;

import org.jspecify.annotations.Nullable;

/** Looks after statements that the application opens, on its threads. */
public interface StatementWatch {
    /** To be told when it is closed. */
    interface Opened {
        void closed();
    }

    /**
     * A statement was made.
     *
     * @param reached reachable as long as the application, or its pool, can reach the statement
     * @return null if this one is not looked after
     */
    @Nullable Opened opened(Object reached, ConnectionSession session);
}

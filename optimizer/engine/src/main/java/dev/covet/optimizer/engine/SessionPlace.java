package dev.covet.optimizer.engine;

import dev.covet.optimizer.engine.node.WatchedNode;
import org.jspecify.annotations.Nullable;

/** Where a connection leads to. */
public final class SessionPlace {
    private volatile @Nullable WatchedNode node;

    /** Its node, as the application's address names it; null if nobody watches it. */
    public @Nullable WatchedNode node() {
        return node;
    }

    /** To be said once, before the first statement. */
    public void node(@Nullable WatchedNode known) {
        node = known;
    }
}

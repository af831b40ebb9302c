package dev.covet.optimizer.engine;

import dev.covet.optimizer.engine.signal.PoolFacts;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where the numbers of one pool come from. It must not keep the pool alive. */
public interface PoolSource {
    /** The numbers now; null when the pool is gone for good. */
    @Nullable PoolFacts facts(String name);

    /**
     * Its connections to this server are of no use any more. Those that nobody uses end now, the others when they come back.
     * Nothing is done if it has none. On a thread of ours; may throw.
     *
     * @param server by the name that {@link dev.covet.optimizer.engine.node.Relocations#name} gives it
     */
    default void leave(String server) throws SQLException {}
}

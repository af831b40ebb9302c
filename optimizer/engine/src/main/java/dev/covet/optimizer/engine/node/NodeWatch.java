package dev.covet.optimizer.engine.node;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows the nodes that the application connects to. */
public interface NodeWatch {
    /** Nobody watches. */
    NodeWatch NONE = new NodeWatch() {
        @Override
        public @Nullable WatchedNode node(NodeName name) {
            return null;
        }

        @Override
        public List<NodeStanding> standings() {
            return List.of();
        }
    };

    /** The node of this name, the same object each time. Null if it is not watched. */
    @Nullable WatchedNode node(NodeName name);

    /** How all that are known stand now. */
    List<NodeStanding> standings();
}

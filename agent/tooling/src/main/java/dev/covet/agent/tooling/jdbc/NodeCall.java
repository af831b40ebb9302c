package dev.covet.agent.tooling.jdbc;

import dev.covet.instrumentation.jdbc.NodeNames;
import dev.covet.instrumentation.spi.WeakIdentityMap;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.engine.node.NodeGate;
import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.WatchedNode;
import java.sql.Connection;
import java.sql.Driver;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One attempt of the application to open a connection to a node that is watched. */
final class NodeCall {
    private final WatchedNode node;
    private final FactoryOpening opening;
    private final LongSupplier nanoTime;
    private final long start;

    private NodeCall(WatchedNode node, FactoryOpening opening, LongSupplier nanoTime) {
        this.node = node;
        this.opening = opening;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    WatchedNode node() {
        return node;
    }

    void succeeded() {
        node.connected(opening, nanoTime.getAsLong() - start);
    }

    void failed(Throwable failure) {
        node.connectFailed(opening, failure);
    }

    /** Knows which node a factory leads to. Of a data source that is known after its first connection. */
    static final class Source {
        private final NodeGate gate;
        private final LongSupplier nanoTime;
        private final WeakIdentityMap<Object, WatchedNode> ofDataSources = new WeakIdentityMap<>();

        Source(NodeGate gate, LongSupplier nanoTime) {
            this.gate = gate;
            this.nanoTime = nanoTime;
        }

        NodeGate gate() {
            return gate;
        }

        /** Null if nobody watches where this call leads to. */
        @Nullable NodeCall call(Object factory, @Nullable String url, @Nullable Properties properties) {
            if (gate.isOpen()) {
                return null;
            }
            WatchedNode node;
            if (factory instanceof Driver) {
                NodeName name = NodeNames.of(url, properties);
                node = name == null ? null : gate.node(name);
            } else {
                node = ofDataSources.get(factory);
                if (node != null && gate.relocations().successor(node.name().address()) != null) {
                    // Its driver is about to be asked for another one.
                    return null;
                }
            }
            return node == null ? null : new NodeCall(node, new FactoryOpening(factory, url, properties), nanoTime);
        }

        /** This factory has made this connection. */
        void leadsTo(Object factory, Connection wrapped) {
            if (!(factory instanceof Driver) && wrapped instanceof WrappedConnection ours) {
                WatchedNode node = ours.session().place().node();
                if (node != null) {
                    ofDataSources.put(factory, node);
                }
            }
        }
    }
}

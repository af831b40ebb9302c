package dev.covet.instrumentation.pools;

import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.NodeOpening;
import dev.covet.optimizer.engine.node.NodeRole;
import dev.covet.optimizer.engine.node.WatchedNode;
import dev.covet.optimizer.sql.Dialect;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Refuses what the test wants. */
final class RefusingNode implements WatchedNode {
    final List<Integer> idle = new CopyOnWriteArrayList<>();
    volatile @Nullable SQLException refusal;

    @Override
    public NodeName name() {
        return new NodeName(Dialect.H2, "test", NodeRole.ANY);
    }

    @Override
    public boolean isClosed() {
        return refusal == null;
    }

    @Override
    public @Nullable SQLException refusesConnect() {
        return null;
    }

    @Override
    public @Nullable SQLException refusesBorrow(int waiting) {
        idle.add(waiting);
        return refusal;
    }

    @Override
    public @Nullable SQLException refusesStatement() {
        return null;
    }

    @Override
    public void connected(NodeOpening how, long nanos) {}

    @Override
    public void connectFailed(@Nullable NodeOpening how, Throwable failure) {}

    @Override
    public void answered() {}

    @Override
    public void answered(long now, long nanos) {}

    @Override
    public void failed(Throwable failure) {}

    @Override
    public void lost() {}
}

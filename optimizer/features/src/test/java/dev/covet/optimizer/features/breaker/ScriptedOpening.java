package dev.covet.optimizer.features.breaker;

import dev.covet.optimizer.engine.node.NodeOpening;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server that answers probes as the test says. */
final class ScriptedOpening implements NodeOpening {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    volatile @Nullable SQLException failure;
    volatile @Nullable Boolean readOnly = false;
    volatile Runnable meanwhile = () -> {};

    @Override
    public @Nullable Connection open(Duration patience) throws SQLException {
        opened.incrementAndGet();
        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            meanwhile.run();
            SQLException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            return (Connection) Proxy.newProxyInstance(
                    ScriptedOpening.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> method.getName().equals("isValid") ? true : null);
        } finally {
            running.decrementAndGet();
        }
    }

    @Override
    public @Nullable Boolean readOnly(Connection own) {
        return readOnly;
    }
}

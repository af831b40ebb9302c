package dev.covet.instrumentation.pools.agroal;

import dev.covet.instrumentation.pools.PoolAdapter;
import dev.covet.optimizer.engine.signal.PoolFacts;
import io.agroal.api.AgroalDataSource;
import io.agroal.pool.ConnectionHandler;
import io.agroal.pool.ConnectionPool;
import java.sql.Connection;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Agroal. It cannot be given a name, and it counts what it has lent only when its user switched its metrics on. */
public final class AgroalAdapter implements PoolAdapter {
    @Override
    public String kind() {
        return "agroal";
    }

    @Override
    public @Nullable String givenName(Object pool) {
        return null;
    }

    @Override
    public @Nullable String url(Object pool) {
        return ((ConnectionPool) pool)
                .getConfiguration()
                .connectionFactoryConfiguration()
                .jdbcUrl();
    }

    @Override
    public PoolFacts facts(Object pool, String name) {
        ConnectionPool agroal = (ConnectionPool) pool;
        return new PoolFacts(
                name,
                kind(),
                (int) (agroal.availableCount() + agroal.activeCount()),
                PoolFacts.UNKNOWN,
                agroal.getConfiguration().maxSize(),
                PoolFacts.UNKNOWN,
                agroal.getConfiguration().minSize(),
                (int) agroal.awaitingCount());
    }

    @Override
    public void renew(Object pool) {
        ((ConnectionPool) pool).flushPool(AgroalDataSource.FlushMode.GRACEFUL);
    }

    /** It does not tell; {@code close} is seen. */
    @Override
    public boolean isClosed(Object pool) {
        return false;
    }

    /** Only the text of the exception says so. */
    @Override
    public boolean isTimeout(Throwable failure) {
        String message = failure.getMessage();
        return failure.getCause() instanceof TimeoutException
                || (message != null && message.contains("acquisition timeout"));
    }

    @Override
    public @Nullable Connection physical(Object seen) {
        return seen instanceof ConnectionHandler entry ? entry.rawConnection() : PoolAdapter.super.physical(seen);
    }
}

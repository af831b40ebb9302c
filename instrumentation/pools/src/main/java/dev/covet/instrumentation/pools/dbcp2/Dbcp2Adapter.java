package dev.covet.instrumentation.pools.dbcp2;

import dev.covet.instrumentation.pools.PoolAdapter;
import dev.covet.optimizer.engine.signal.PoolFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.DelegatingConnection;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.jspecify.annotations.Nullable;

/** Commons DBCP 2, by its data source. */
public final class Dbcp2Adapter implements PoolAdapter {
    @Override
    public String kind() {
        return "dbcp2";
    }

    /** The name in JMX is the only one it can be given: {@code org.example:name=orders}. */
    @Override
    public @Nullable String givenName(Object pool) {
        String name = ((BasicDataSource) pool).getJmxName();
        int start = name == null ? -1 : name.indexOf("name=");
        if (name == null || start < 0) {
            return null;
        }
        int end = name.indexOf(',', start);
        return name.substring(start + "name=".length(), end < 0 ? name.length() : end);
    }

    @Override
    public @Nullable String url(Object pool) {
        return ((BasicDataSource) pool).getUrl();
    }

    @Override
    public PoolFacts facts(Object pool, String name) {
        BasicDataSource source = (BasicDataSource) pool;
        GenericObjectPool<?> objects = source.getConnectionPool();
        return new PoolFacts(
                name,
                kind(),
                source.getNumIdle(),
                source.getNumActive(),
                limit(source.getMaxTotal()),
                limit(source.getMaxIdle()),
                source.getMinIdle(),
                objects == null ? 0 : objects.getNumWaiters());
    }

    /** A negative limit is none. */
    private static int limit(int most) {
        return most < 0 ? PoolFacts.UNKNOWN : most;
    }

    @Override
    public void renew(Object pool) {
        GenericObjectPool<?> objects = ((BasicDataSource) pool).getConnectionPool();
        if (objects != null) {
            objects.clear();
        }
    }

    @Override
    public boolean isClosed(Object pool) {
        return ((BasicDataSource) pool).isClosed();
    }

    /** What is lent the pool cannot mark. It throws away what comes back closed. */
    @Override
    public void spent(Object entry) throws SQLException {
        Connection physical = physical(entry);
        if (physical != null) {
            physical.close();
        }
    }

    /** It throws away what comes back closed. */
    @Override
    public boolean learnsOfBroken() {
        return true;
    }

    @Override
    public boolean isTimeout(Throwable failure) {
        return failure.getCause() instanceof NoSuchElementException;
    }

    @Override
    public Object entry(Object seen) {
        return seen instanceof PooledObject<?> pooled ? pooled.getObject() : seen;
    }

    @Override
    public @Nullable Connection physical(Object seen) {
        return entry(seen) instanceof DelegatingConnection<?> entry ? entry.getInnermostDelegateInternal() : null;
    }
}

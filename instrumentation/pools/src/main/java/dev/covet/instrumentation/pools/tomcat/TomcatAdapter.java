package dev.covet.instrumentation.pools.tomcat;

import dev.covet.instrumentation.pools.PoolAdapter;
import dev.covet.optimizer.engine.signal.PoolFacts;
import java.sql.Connection;
import org.apache.tomcat.jdbc.pool.ConnectionPool;
import org.apache.tomcat.jdbc.pool.PoolExhaustedException;
import org.apache.tomcat.jdbc.pool.PooledConnection;
import org.jspecify.annotations.Nullable;

/** Tomcat JDBC. */
public final class TomcatAdapter implements PoolAdapter {
    private static final String MADE_UP = "Tomcat Connection Pool[";

    @Override
    public String kind() {
        return "tomcat";
    }

    @Override
    public @Nullable String givenName(Object pool) {
        String name = ((ConnectionPool) pool).getPoolProperties().getName();
        return name == null || name.startsWith(MADE_UP) ? null : name;
    }

    @Override
    public @Nullable String url(Object pool) {
        return ((ConnectionPool) pool).getPoolProperties().getUrl();
    }

    @Override
    public PoolFacts facts(Object pool, String name) {
        ConnectionPool tomcat = (ConnectionPool) pool;
        return new PoolFacts(
                name,
                kind(),
                tomcat.getIdle(),
                tomcat.getActive(),
                tomcat.getPoolProperties().getMaxActive(),
                tomcat.getPoolProperties().getMaxIdle(),
                tomcat.getPoolProperties().getMinIdle(),
                tomcat.getWaitCount());
    }

    @Override
    public void renew(Object pool) {
        ((ConnectionPool) pool).purge();
    }

    @Override
    public boolean isClosed(Object pool) {
        return ((ConnectionPool) pool).isClosed();
    }

    /** It learns nothing from exceptions either: it validates what it lends, if it was told to. */
    @Override
    public boolean learnsOfBroken() {
        return true;
    }

    @Override
    public boolean isTimeout(Throwable failure) {
        return failure instanceof PoolExhaustedException;
    }

    @Override
    public @Nullable Connection physical(Object seen) {
        return seen instanceof PooledConnection entry ? entry.getConnection() : PoolAdapter.super.physical(seen);
    }
}

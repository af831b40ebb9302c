package dev.covet.instrumentation.pools.c3p0;

import com.mchange.v2.c3p0.DriverManagerDataSource;
import com.mchange.v2.c3p0.WrapperConnectionPoolDataSource;
import com.mchange.v2.c3p0.impl.AbstractPoolBackedDataSource;
import com.mchange.v2.resourcepool.TimeoutException;
import dev.covet.instrumentation.pools.PoolAdapter;
import dev.covet.optimizer.engine.signal.PoolFacts;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** c3p0, by its data source. One data source has a pool for each user; the numbers are those of all of them. */
public final class C3p0Adapter implements PoolAdapter {
    @Override
    public String kind() {
        return "c3p0";
    }

    @Override
    public @Nullable String givenName(Object pool) {
        AbstractPoolBackedDataSource source = (AbstractPoolBackedDataSource) pool;
        String name = source.getDataSourceName();
        return name == null || name.equals(source.getIdentityToken()) ? null : name;
    }

    @Override
    public @Nullable String url(Object pool) {
        WrapperConnectionPoolDataSource settings = settings(pool);
        return settings != null && settings.getNestedDataSource() instanceof DriverManagerDataSource driver
                ? driver.getJdbcUrl()
                : null;
    }

    private static @Nullable WrapperConnectionPoolDataSource settings(Object pool) {
        return ((AbstractPoolBackedDataSource) pool).getConnectionPoolDataSource()
                        instanceof WrapperConnectionPoolDataSource settings
                ? settings
                : null;
    }

    @Override
    public PoolFacts facts(Object pool, String name) throws SQLException {
        AbstractPoolBackedDataSource source = (AbstractPoolBackedDataSource) pool;
        WrapperConnectionPoolDataSource settings = settings(pool);
        return new PoolFacts(
                name,
                kind(),
                source.getNumIdleConnectionsAllUsers(),
                source.getNumBusyConnectionsAllUsers(),
                settings == null ? PoolFacts.UNKNOWN : settings.getMaxPoolSize(),
                PoolFacts.UNKNOWN,
                settings == null ? PoolFacts.UNKNOWN : settings.getMinPoolSize(),
                source.getNumThreadsAwaitingCheckoutDefaultUser());
    }

    @Override
    public void renew(Object pool) throws SQLException {
        ((AbstractPoolBackedDataSource) pool).softResetAllUsers();
    }

    /** It does not tell; a closed one fails when it is asked for its numbers. */
    @Override
    public boolean isClosed(Object pool) {
        return false;
    }

    @Override
    public boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** The entry has it as the proxy that is exposed at present. */
    @Override
    public boolean keepsLent() {
        return true;
    }

    /** An entry does not show its connection; what is lent unwraps to it. */
    @Override
    public @Nullable Connection physical(Object seen) {
        return null;
    }
}

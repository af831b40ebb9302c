package dev.covet.instrumentation.pools.hikari;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool;
import dev.covet.instrumentation.pools.PoolAdapter;
import dev.covet.optimizer.engine.signal.PoolFacts;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HikariCP, by the pool behind its data source. */
public final class HikariAdapter implements PoolAdapter {
    private static final Pattern MADE_UP = Pattern.compile("HikariPool-\\d+");
    private static final int SHUT_DOWN = 2;

    @Override
    public String kind() {
        return "hikari";
    }

    @Override
    public @Nullable String givenName(Object pool) {
        String name = ((HikariPool) pool).config.getPoolName();
        return name == null || MADE_UP.matcher(name).matches() ? null : name;
    }

    @Override
    public @Nullable String url(Object pool) {
        HikariConfig config = ((HikariPool) pool).config;
        String url = config.getJdbcUrl();
        Object property = config.getDataSourceProperties().get("url");
        return url == null && property != null ? property.toString() : url;
    }

    @Override
    public PoolFacts facts(Object pool, String name) {
        HikariPool hikari = (HikariPool) pool;
        return new PoolFacts(
                name,
                kind(),
                hikari.getIdleConnections(),
                hikari.getActiveConnections(),
                hikari.config.getMaximumPoolSize(),
                PoolFacts.UNKNOWN,
                hikari.config.getMinimumIdle(),
                hikari.getThreadsAwaitingConnection());
    }

    @Override
    public void renew(Object pool) {
        ((HikariPool) pool).softEvictConnections();
    }

    @Override
    public boolean learnsOfBroken() {
        return true;
    }

    @Override
    public void broken(Object pool, Object lent) {
        ((HikariPool) pool).evictConnection((Connection) lent);
    }

    @Override
    public boolean isClosed(Object pool) {
        return ((HikariPool) pool).poolState == SHUT_DOWN;
    }

    @Override
    public boolean isTimeout(Throwable failure) {
        return failure instanceof SQLTransientConnectionException;
    }
}

package dev.covet.agent.tooling.jdbc;

import java.util.Set;

/**
 * The classes of drivers that hand out connections and are not a {@code java.sql.Driver}, as found in the drivers' jars.
 * Pools are not among them: what a pool hands out was wrapped when the pool got it.
 */
final class KnownDataSources {
    static final Set<String> NAMES = Set.of(
            // PostgreSQL 42.x
            "org.postgresql.ds.common.BaseDataSource",
            "org.postgresql.ds.PGPooledConnection",
            "org.postgresql.xa.PGXAConnection",
            // MySQL Connector/J 8 and later
            "com.mysql.cj.jdbc.MysqlDataSource",
            "com.mysql.cj.jdbc.MysqlPooledConnection",
            "com.mysql.cj.jdbc.MysqlXAConnection",
            "com.mysql.cj.jdbc.SuspendableXAConnection",
            // MariaDB 3.x
            "org.mariadb.jdbc.MariaDbDataSource",
            "org.mariadb.jdbc.MariaDbPoolDataSource",
            "org.mariadb.jdbc.MariaDbPoolConnection",
            // H2 2.x
            "org.h2.jdbcx.JdbcDataSource",
            "org.h2.jdbcx.JdbcXAConnection",
            // SQLite 3.x
            "org.sqlite.SQLiteDataSource",
            "org.sqlite.javax.SQLitePooledConnection");

    /** Drivers in front of a pool: their connections are handles of others, which were wrapped when the pool got them. */
    static final Set<String> POOL_DRIVERS = Set.of(
            "org.apache.commons.dbcp.PoolingDriver",
            "org.apache.commons.dbcp2.PoolingDriver",
            "org.apache.shardingsphere.driver.ShardingSphereDriver",
            "org.logicalcobwebs.proxool.ProxoolDriver");

    private KnownDataSources() {}
}

package dev.covet.benchmarks.cache;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.redis.RedisServer;
import java.sql.Connection;
import java.sql.SQLException;

/** A PostgreSQL with ten thousand parts that tells of its changes, and a Redis. */
final class Parts implements AutoCloseable {
    private static final String COUNT =
            "select coalesce(sum(s.calls), 0) from pg_stat_statements s join pg_database d on"
                    + " d.oid = s.dbid where d.datname = current_database() and s.query ~ 'from part'";

    private final PostgresServer server =
            PostgresServer.builder().setting("max_connections", "1200").start();
    private final RedisServer redis = RedisServer.start();
    private final TestDatabase database = server.createDatabase();
    private final String others;

    Parts(String others) throws SQLException {
        this.others = others;
        try (Connection connection = connect()) {
            Sql.execute(
                    connection,
                    "create extension if not exists pg_stat_statements",
                    "create table part (id bigint primary key, maker_id bigint not null, shelf_id bigint not null,"
                            + " house_id bigint not null, name text not null, quantity int not null,"
                            + " price numeric(10, 2) not null)",
                    "insert into part select i, i / 10, i / 1000, 0, 'part number ' || i, i % 97, i * 1.25"
                            + " from generate_series(0, 9999) i",
                    "create index on part (maker_id)",
                    "create index on part (shelf_id)",
                    "create publication covet for table part",
                    "vacuum analyze");
        }
    }

    Place place() {
        String url = database.jdbcUrl() + "?user=" + server.user() + "&password=" + server.password();
        return new Place(url, redis.address(), others);
    }

    /** Of somebody else. */
    Connection connect() throws SQLException {
        return database.connect();
    }

    /** How often the parts were asked for until now. */
    static long asked(Connection observer) throws SQLException {
        return Long.parseLong(Sql.value(observer, COUNT));
    }

    @Override
    public void close() {
        try (server;
                redis) {
            database.close();
        }
    }
}

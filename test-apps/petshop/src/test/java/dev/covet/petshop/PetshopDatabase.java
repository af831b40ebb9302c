package dev.covet.petshop;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.postgres.PostgresServer;
import java.sql.SQLException;

/** A real PostgreSQL server of the tests, with a database for everyone who asks. */
final class PetshopDatabase implements AutoCloseable {

    private final PostgresServer server = PostgresServer.start();

    /** Creates an empty database and returns its URL. */
    String create(String name) {
        execute("create database " + name);
        return url(name);
    }

    String url(String name) {
        return server.jdbcUrl(name);
    }

    String user() {
        return server.user();
    }

    String password() {
        return server.password();
    }

    void execute(String sql) {
        try {
            Sql.execute(url("postgres"), server, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

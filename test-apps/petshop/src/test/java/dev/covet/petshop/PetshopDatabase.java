package dev.covet.petshop;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL server of the tests, with a database for everyone who asks. */
final class PetshopDatabase implements AutoCloseable {

    private final EmbeddedPostgres server;

    private PetshopDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    static PetshopDatabase start() {
        try {
            return new PetshopDatabase(EmbeddedPostgres.builder().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates an empty database and returns its URL. */
    String create(String name) {
        execute("create database " + name);
        return url(name);
    }

    String url(String name) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
    }

    String user() {
        return "postgres";
    }

    String password() {
        return "postgres";
    }

    void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url("postgres"), user(), password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.covet.demo;

import dev.covet.fixtures.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The petshop's database and its user, who owns it and nothing else. */
final class PetshopDatabase {
    static final String NAME = "petshop";
    static final String USER = "petshop";
    static final String PASSWORD = "petshop";

    private PetshopDatabase() {}

    static void create(PostgresServer primary) {
        try (Connection connection =
                        DriverManager.getConnection(primary.jdbcUrl("postgres"), primary.user(), primary.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + USER + " login password '" + PASSWORD + "'");
            statement.execute("create database " + NAME + " owner " + USER);
        } catch (SQLException e) {
            throw new DemoProblem("COVET-9106", "The database could not be created: " + e.getMessage() + ".");
        }
    }
}

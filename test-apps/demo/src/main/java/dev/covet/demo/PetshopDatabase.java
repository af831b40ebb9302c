package dev.covet.demo;

import dev.covet.fixtures.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The petshop's database, which tells of its changes, and its user, who owns it and nothing else. */
final class PetshopDatabase {
    static final String NAME = "petshop";
    static final String USER = "petshop";
    static final String PASSWORD = "petshop";

    private PetshopDatabase() {}

    static void create(PostgresServer primary) {
        // What the agent's cache needs: the right to be told of changes, and a publication of them.
        execute(
                primary,
                "postgres",
                "create role " + USER + " login replication password '" + PASSWORD + "'",
                "create database " + NAME + " owner " + USER);
        execute(primary, NAME, "create publication covet for all tables");
    }

    private static void execute(PostgresServer primary, String database, String... statements) {
        try (Connection connection =
                        DriverManager.getConnection(primary.jdbcUrl(database), primary.user(), primary.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new DemoProblem("COVET-9106", "The database could not be created: " + e.getMessage() + ".");
        }
    }
}

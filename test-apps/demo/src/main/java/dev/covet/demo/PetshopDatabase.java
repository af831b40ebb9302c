package dev.covet.demo;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.postgres.PostgresServer;
import java.sql.SQLException;

/** The petshops' databases, and their user, who owns them and nothing else. */
final class PetshopDatabase {
    /** Of the petshop with the agent. It tells of its changes. */
    static final String NAME = "petshop";

    /** Of the petshop without. Each has its own, so that their statements can be told apart. */
    static final String PLAIN = "petshop_plain";

    static final String USER = "petshop";
    static final String PASSWORD = "petshop";

    private PetshopDatabase() {}

    static void create(PostgresServer primary) {
        try {
            // What the agent's cache needs: the right to be told of changes, and a publication of them.
            Sql.execute(
                    primary.jdbcUrl("postgres"),
                    primary,
                    "create extension if not exists pg_stat_statements",
                    "create role " + USER + " login replication password '" + PASSWORD + "'",
                    "create database " + NAME + " owner " + USER,
                    "create database " + PLAIN + " owner " + USER);
            Sql.execute(primary.jdbcUrl(NAME), primary, "create publication covet for all tables");
        } catch (SQLException e) {
            throw new DemoProblem("COVET-9106", "The database could not be created: " + e.getMessage() + ".");
        }
    }
}

package dev.covet.benchmarks.pages;

import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Owners with three pets each and a visit of each pet, and papers that are large. */
final class Clinic {
    static final int OWNERS = 1_000;

    private Clinic() {}

    static void fill(Connection connection) throws SQLException {
        Sql.execute(
                connection,
                "create extension pg_stat_statements",
                "create table owner (id bigint primary key, name text not null, city text not null)",
                "create table pet (id bigint primary key, owner_id bigint not null, name text, weight numeric(6, 2))",
                "create table visit (id bigint primary key, pet_id bigint not null, note text)",
                "create table paper (id bigint primary key, owner_id bigint not null, content text)",
                "insert into owner select i, 'owner ' || i, 'city ' || i % 7 from generate_series(1, " + OWNERS + ") i",
                "insert into pet select i, (i + 2) / 3, 'pet ' || i, i % 90 from generate_series(1, 3 * " + OWNERS
                        + ") i",
                "insert into visit select i, i, 'visit of ' || i from generate_series(1, 3 * " + OWNERS + ") i",
                "insert into paper select i, i, repeat('ab', 20000) from generate_series(1, 100) i",
                // A pet's house with a third of all animals.
                "create table animal (id bigint primary key, owner_id bigint not null, name text)",
                "insert into animal select i, case when i % 3 = 0 then 7 else i % 100 + 1 end, 'animal ' || i"
                        + " from generate_series(1, 3000) i",
                "create index on pet (owner_id)",
                "create index on visit (pet_id)",
                "create index on paper (owner_id)",
                "create index on animal (owner_id)",
                "vacuum analyze");
    }
}

package dev.covet.nplus1;

import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Owners with pets with visits. */
final class Clinic {
    private Clinic() {}

    /** So many owners, each with two pets, each with one or two visits. */
    static void fill(Connection connection, int owners) throws SQLException {
        Sql.execute(
                connection,
                "create table owner (id bigint primary key, name varchar(40) not null, city varchar(40))",
                "create table pet (id bigint primary key, owner_id bigint not null references owner (id),"
                        + " name varchar(40), weight numeric(6, 2))",
                "create index pet_owner on pet (owner_id)",
                "create table visit (id bigint primary key, pet_id bigint not null references pet (id), note varchar(200))",
                "create index visit_pet on visit (pet_id)");
        connection.setAutoCommit(false);
        for (int owner = 1; owner <= owners; owner++) {
            Sql.execute(
                    connection,
                    "insert into owner values (" + owner + ", 'owner " + owner + "', 'city " + owner % 7 + "')");
            for (int i = 0; i < 2; i++) {
                int pet = 10_000 + owner * 2 + i;
                Sql.execute(
                        connection,
                        "insert into pet values (" + pet + ", " + owner + ", 'pet " + pet + "', " + pet % 90 + ".5)",
                        "insert into visit values (" + (50_000 + pet) + ", " + pet + ", 'visit of " + pet + "')");
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }
}

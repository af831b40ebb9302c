package dev.covet.nplus1;

import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntFunction;

/**
 * Fifty owners, or another number of them, and as many of nearly everything else, for all programs of frameworks. All
 * keys count from 1, as they do in a young database: the values of one table's column are found in many others.
 */
public final class Hospital {
    private static final int USUAL = 50;

    private final List<String> statements = new ArrayList<>();
    private final int rows;

    private Hospital(int rows) {
        this.rows = rows;
    }

    static void fill(Connection connection) throws SQLException {
        fill(connection, USUAL);
    }

    /** A smaller or larger one. */
    public static void fill(Connection connection, int rows) throws SQLException {
        Hospital hospital = new Hospital(rows);
        hospital.owners();
        hospital.vets();
        hospital.treatments();
        hospital.others();
        Sql.execute(connection, hospital.statements.toArray(String[]::new));
    }

    private void owners() {
        table("owner", "id bigint primary key, name varchar(40) not null", rows, i -> "'owner " + i + "'");
        table(
                "breed",
                "id bigint primary key, code varchar(10) not null unique, name varchar(40)",
                rows,
                i -> "'b-" + i % rows + "', 'breed " + i + "'");
        table(
                "pet",
                "id bigint primary key, name varchar(40), weight numeric(6, 2), owner_id bigint not null,"
                        + " breed_code varchar(10)",
                2 * rows,
                i -> "'pet " + i + "', " + i % 90 + ".5, " + (i + 1) / 2 + ", 'b-" + i * 7 % rows + "'");
        table(
                "visit",
                "id bigint primary key, pet_id bigint not null, note varchar(200), on_day date not null",
                3 * rows,
                i -> (i * 2 / 3 + 1) + ", 'visit " + i + "', '2026-01-" + (10 + i % 20) + "'");
        index("pet", "owner_id");
        index("visit", "pet_id");
    }

    private void vets() {
        table("vet", "id bigint primary key, name varchar(40)", rows, i -> "'vet " + i + "'");
        table("specialty", "id bigint primary key, name varchar(40)", 9, i -> "'specialty " + i + "'");
        table(
                "vet_specialty",
                "id bigint primary key, vet_id bigint not null, specialty_id bigint not null",
                2 * rows,
                i -> (i + 1) / 2 + ", " + (i * 5 % 9 + 1));
        table(
                "vet_phone",
                "id bigint primary key, vet_id bigint not null, phone varchar(20) not null",
                rows,
                i -> (i % 3 == 0 ? i : rows + 1 - i) + ", '0" + i * 7919 + "'");
        table(
                "shift",
                "id bigint primary key, vet_id bigint not null, begins date, cancelled boolean not null",
                3 * rows,
                i -> (i * 7 % rows + 1) + ", '2026-02-" + (10 + i % 15) + "', " + (i % 4 == 0));
        index("shift", "vet_id");
    }

    private void treatments() {
        table("treatment", "id bigint primary key, price numeric(8, 2)", rows, i -> i * 3 + ".25");
        table("surgery", "id bigint primary key, minutes int", rows / 2, i -> "" + i * 5);
        table("vaccination", "id bigint primary key, vaccine varchar(20)", rows, i -> "'vaccine " + i + "'");
        statements.add("delete from vaccination where id <= " + rows / 2);
        table("bill", "id bigint primary key, treatment_id bigint not null", rows, i -> "" + (i * 3 % rows + 1));
    }

    private void others() {
        table("cage", "id bigint primary key, place varchar(20)", 6, i -> "'place " + i + "'");
        table("stay", "id bigint primary key, cage_id bigint not null", rows, i -> "" + (i % 6 + 1));
        table("patient", "id bigint primary key, name varchar(20)", rows, i -> "'patient " + i + "'");
        table(
                "chip",
                "id bigint primary key, serial varchar(20), patient_id bigint not null unique",
                rows - 5,
                i -> "'serial " + i + "', " + (rows + 1 - i));
        statements.add("create table drawer (cabinet varchar(10), place int, label varchar(20),"
                + " primary key (cabinet, place))");
        StringJoiner drawers = new StringJoiner(", ", "insert into drawer values ", "");
        for (int i = 0; i < rows; i++) {
            drawers.add("('cab " + i / 10 + "', " + i % 10 + ", 'drawer " + i + "')");
        }
        statements.add(drawers.toString());
        table(
                "tool",
                "id bigint primary key, name varchar(20), cabinet varchar(10), place int",
                rows,
                i -> "'tool " + i + "', 'cab " + i * 3 % rows / 10 + "', " + i * 3 % rows % 10);
    }

    /** A table whose first column is a number from 1. */
    private void table(String name, String columns, int count, IntFunction<String> values) {
        statements.add("create table " + name + " (" + columns + ")");
        StringJoiner all = new StringJoiner(", ", "insert into " + name + " values ", "");
        for (int i = 1; i <= count; i++) {
            all.add("(" + i + ", " + values.apply(i) + ")");
        }
        statements.add(all.toString());
    }

    private void index(String table, String column) {
        statements.add("create index " + table + "_" + column + " on " + table + " (" + column + ")");
    }
}

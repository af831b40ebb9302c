package dev.covet.nplus1.corpus;

import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Owners, pets, visits, vets and nodes of a list, with keys of one type. Every table has keys from 1 on, as in a young
 * database: what is in one column is found in many others.
 *
 * @param size how many owners
 * @param postgres whether on PostgreSQL, else on MariaDB
 */
record Shop(KeyType type, int size, boolean postgres) {
    /** The name of a table in labels. */
    static String plain(String table) {
        String name = table.substring(table.lastIndexOf('.') + 1);
        for (KeyType each : KeyType.values()) {
            if (name.startsWith(each.prefix())) {
                return name.substring(each.prefix().length());
            }
        }
        return name;
    }

    /** A column with its table, if that is known, as in labels. */
    static String plainColumn(String column) {
        String name = column.toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : plain(name.substring(0, dot)) + name.substring(dot);
    }

    String table(String name) {
        return type.prefix() + name;
    }

    /** A text with the names of columns and tables of this shop: {@code #owner} is a table, {@code :id} a key. */
    String sql(String text) {
        String sql = text.replace("#", type.prefix());
        for (String column : List.of("id", "owner_id", "pet_id", "next_id", "parent_id")) {
            sql = sql.replace("=:" + column, type.equal(column)).replace(":" + column, type.columns(column));
        }
        return sql;
    }

    List<Object> key(String table, int number) {
        return bound(type.key(table, number));
    }

    /** As this database's driver takes it. */
    private List<Object> bound(List<Object> key) {
        return postgres || type != KeyType.UUIDS ? key : List.of(key.get(0).toString());
    }

    /** A key in a row, with its parts. */
    List<Object> key(Map<String, Object> row, String column) {
        List<Object> key = new ArrayList<>();
        for (String part : type.parts(column)) {
            key.add(Objects.requireNonNull(row.get(part)));
        }
        return key;
    }

    boolean has(Map<String, Object> row, String column) {
        return row.get(type.parts(column).get(0)) != null;
    }

    void fill(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>();
        add(statements, "owner", "name varchar(20), since date", i -> "'owner " + i + "', '2026-03-" + (10 + i) + "'");
        add(statements, "vet", "name varchar(20)", i -> "'vet " + i + "'");
        table(
                statements,
                "pet",
                define("owner_id") + ", kind int, name varchar(20)",
                2 * size,
                i -> literal("owner", (i + 1) / 2) + ", " + (i % 3 + 1) + ", 'pet " + i + "'");
        table(
                statements,
                "visit",
                define("pet_id") + ", kind int, note varchar(20), on_day date",
                3 * size,
                i -> literal("pet", i * 2 / 3 + 1) + ", " + i % 2 + ", 'visit', '2026-03-" + (10 + i % 15) + "'");
        add(
                statements,
                "node",
                define("next_id") + ", " + define("parent_id"),
                i -> (i == last() ? nothing() : literal("node", next(i))) + ", "
                        + (i == 1 ? nothing() : literal("node", i / 2)));
        statements.add("create table " + table("log") + " (" + define("id") + ", note varchar(40))");
        if (postgres) {
            statements.add("create sequence " + table("numbers"));
        }
        Sql.execute(connection, statements.toArray(String[]::new));
    }

    /** The list of nodes visits all of them in an order of its own, beginning with 1. */
    int next(int node) {
        return (node - 1 + step()) % size + 1;
    }

    private int last() {
        return (size - step()) % size + 1;
    }

    private int step() {
        return size % 5 == 0 ? 7 : 5;
    }

    private String nothing() {
        return String.join(", ", type.parts("null").stream().map(part -> "null").toList());
    }

    private String define(String column) {
        return type.definition(column, postgres);
    }

    private void add(List<String> statements, String name, String columns, IntFunction<String> values) {
        table(statements, name, columns, size, values);
    }

    private void table(List<String> statements, String name, String columns, int count, IntFunction<String> values) {
        statements.add("create table " + table(name) + " (" + define("id") + ", " + columns + ")");
        StringJoiner all = new StringJoiner(", ", "insert into " + table(name) + " values ", "");
        for (int i = 1; i <= count; i++) {
            all.add("(" + literal(name, i) + ", " + values.apply(i) + ")");
        }
        statements.add(all.toString());
    }

    private String literal(String table, int number) {
        StringJoiner parts = new StringJoiner(", ");
        for (Object part : type.key(table, number)) {
            parts.add(part instanceof String || part instanceof UUID ? "'" + part + "'" : part.toString());
        }
        return parts.toString();
    }
}

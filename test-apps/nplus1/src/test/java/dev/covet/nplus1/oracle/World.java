package dev.covet.nplus1.oracle;

import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** Generated tables: outer rows, inner rows with a key of some type and columns of many, and some they refer to. */
final class World {
    private World() {}

    /** Types and collations that keys have, once for each database. */
    static void prepare(Connection connection) throws SQLException {
        Sql.execute(
                connection,
                "create extension citext",
                "create collation any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "create type mood as enum ('glad', 'Glad', 'so, so')");
    }

    static void make(Connection connection, boolean postgres, KeyType type, Random random) throws SQLException {
        String columns = postgres
                ? "a int, b text, c numeric(10, 3), d timestamp, e double precision, f bytea, g boolean"
                : "a int, b varchar(200), c decimal(10, 3), d datetime(3), e double, f blob, g boolean";
        String key = known(connection, type.sql());
        Sql.execute(
                connection,
                "drop table if exists o, n, m, u",
                "create table o (id bigint primary key, k " + key + ", a int)",
                "create table n (id bigint primary key, k " + key + ", " + columns + ")",
                "create table m (id int primary key, name varchar(20))",
                "create table u (id bigint primary key, ref bigint unique, label varchar(20))");
        if (random.nextBoolean() && !type.sql().equals("text")) {
            Sql.execute(connection, "create index n_k on n (k)");
        }
        StringBuilder outer = new StringBuilder("insert into o values ");
        StringBuilder inner = new StringBuilder("insert into n values ");
        for (int i = 1; i <= 14; i++) {
            outer.append(i == 1 ? "" : ", ")
                    .append("(" + i + ", " + key(type, random) + ", " + random.nextInt(3) + ")");
        }
        for (int i = 1; i <= 30; i++) {
            inner.append(i == 1 ? "" : ", ")
                    .append("(" + i + ", " + key(type, random) + ", " + random.nextInt(3) + ", " + text(random) + ", "
                            + number(random) + ", " + time(random) + ", " + number(random) + ", "
                            + (random.nextInt(4) == 0 ? "null" : postgres ? "'\\x00ff41'" : "x'00ff41'") + ", "
                            + (random.nextInt(4) == 0 ? "null" : random.nextBoolean()) + ")");
        }
        Sql.execute(
                connection,
                outer.toString(),
                inner.toString(),
                "insert into m values (0, 'zero'), (1, 'one')",
                "insert into u values (1, 3, 'c'), (2, 1, 'a'), (3, null, 'n'), (4, 9, 'i'), (5, 5, 'e')");
    }

    /** MySQL has collations without padding by another name. */
    private static String known(Connection connection, String type) throws SQLException {
        boolean mariaDb = connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
        return mariaDb ? type : type.replace("utf8mb4_nopad_bin", "utf8mb4_0900_bin");
    }

    private static String key(KeyType type, Random random) {
        List<String> values = type.values();
        // One key has many of the rows.
        int of = random.nextInt(3) == 0 ? Math.min(2, values.size()) : values.size();
        return random.nextInt(12) == 0 ? "null" : values.get(random.nextInt(of));
    }

    private static String text(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "null";
            case 1 -> "''";
            case 2 -> "'grün 漢字'";
            default -> "'text " + random.nextInt(5) + "'";
        };
    }

    private static String number(Random random) {
        return random.nextInt(6) == 0 ? "null" : String.valueOf((random.nextInt(2_000_000) - 1_000_000) / 1000.0);
    }

    private static String time(Random random) {
        return random.nextInt(6) == 0
                ? "null"
                : "'20" + (10 + random.nextInt(20)) + "-03-0" + (1 + random.nextInt(9)) + " 12:00:0" + random.nextInt(9)
                        + ".125'";
    }
}

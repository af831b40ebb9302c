package dev.covet.consistency.workload;

import dev.covet.consistency.history.Key;
import dev.covet.consistency.history.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables, their first rows, and the log of their versions. */
public final class Schema {
    /** How many characters of the values before the last one a trail shows. */
    static final int TRAIL_LENGTH = 120;

    private static final List<String> TABLES = List.of(
            "create table version_log (seq %s primary key, tab varchar(10) not null, k int not null, v bigint not null)",
            "create table reg (k int primary key, v bigint not null)",
            "create table mirror (k int primary key, v bigint not null)",
            "create table trail (k int primary key, v bigint not null, vs varchar(200) not null)",
            "create table parent (k int primary key)",
            "create table child (k int primary key, parent int not null, v bigint not null,"
                    + " foreign key (parent) references parent (k) on delete cascade)",
            "create table board (k int primary key, v bigint not null)",
            "create view seen as select k, v from reg");

    private Schema() {}

    /** Makes everything in an empty database. Each table has so many rows, parents half as many; first values are small. */
    public static void create(Connection connection, Dialect dialect, int rows) throws SQLException {
        boolean postgres = dialect == Dialect.POSTGRES;
        String serial = postgres ? "bigserial" : "bigint auto_increment";
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table.replace("%s", serial));
            }
            for (String other : dialect.schema()) {
                statement.execute(other);
            }
            for (int k = 1; k <= rows; k++) {
                statement.execute("insert into mirror values (" + k + ", " + k + ")");
                statement.execute("insert into reg values (" + k + ", " + k + ")");
                statement.execute("insert into trail values (" + k + ", " + k + ", '" + k + "')");
                if (k % 2 == 1) {
                    statement.execute("insert into parent values (" + parentOf(k) + ")");
                }
                statement.execute("insert into child values (" + k + ", " + parentOf(k) + ", " + k + ")");
                statement.execute("insert into board values (" + k + ", " + k + ")");
            }
        }
    }

    static int parentOf(int child) {
        return (child + 1) / 2;
    }

    /** The committed versions of each row in their order. */
    public static Map<Key, List<Long>> versions(Connection connection) throws SQLException {
        Map<Key, List<Long>> versions = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select tab, k, v from version_log order by seq")) {
            while (rows.next()) {
                Key key = new Key(Table.valueOf(rows.getString(1)), rows.getInt(2));
                versions.computeIfAbsent(key, row -> new ArrayList<>()).add(rows.getLong(3));
            }
        }
        return versions;
    }
}

package dev.covet.benchmarks.pages;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A list of owners with their pets by plain JDBC: in a loop, and in the two ways of who knows better. */
final class JdbcPages {
    private static final String OWNERS = "select id, name, city from owner order by id limit ?";
    private static final String PETS = "select id, name, weight from pet where owner_id = ? order by id";

    private JdbcPages() {}

    static Page loop(int owners) {
        return connection -> {
            long read = 0;
            for (long owner : owners(connection, owners)) {
                read += rows(connection, PETS, owner);
            }
            return read;
        };
    }

    /** One statement for each level. */
    static Page byHand(int owners) {
        return connection -> {
            List<Long> found = owners(connection, owners);
            try (PreparedStatement statement = connection.prepareStatement(
                    "select id, name, weight, owner_id from pet where owner_id = any(?) order by owner_id, id")) {
                Array array = connection.createArrayOf("bigint", found.toArray());
                statement.setArray(1, array);
                return read(statement);
            }
        };
    }

    static Page join(int owners) {
        return connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select p.id, p.name, p.weight, o.id, o.name," + " o.city from ("
                            + OWNERS + ") o left join pet p on p.owner_id = o.id order by o.id, p.id")) {
                statement.setInt(1, owners);
                return read(statement);
            }
        };
    }

    static List<Long> owners(Connection connection, int most) throws SQLException {
        List<Long> found = new ArrayList<>(most);
        try (PreparedStatement statement = connection.prepareStatement(OWNERS)) {
            statement.setInt(1, most);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
        }
        return found;
    }

    static long pets(Connection connection, long owner) throws SQLException {
        return rows(connection, PETS, owner);
    }

    static long rows(Connection connection, String sql, long key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, key);
            return read(statement);
        }
    }

    private static long read(PreparedStatement statement) throws SQLException {
        long read = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                read += rows.getLong(1) + rows.getString(2).length();
            }
        }
        return read;
    }
}

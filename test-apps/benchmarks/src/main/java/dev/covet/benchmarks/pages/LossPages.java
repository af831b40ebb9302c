package dev.covet.benchmarks.pages;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** Pages made so that asking for more than is asked is a loss, or that have nothing that could be asked for. */
final class LossPages {
    /** Executions of the inner query in each. */
    static final int VISITED = 20;

    private LossPages() {}

    static Page first() {
        return connection -> {
            long read = 0;
            for (long owner : JdbcPages.owners(connection, Clinic.OWNERS).subList(0, VISITED)) {
                read += JdbcPages.pets(connection, owner);
            }
            return read;
        };
    }

    static Page oneOfThousand() {
        return connection -> JdbcPages.pets(
                connection, JdbcPages.owners(connection, Clinic.OWNERS).get(500));
    }

    static Page everyTenth() {
        return connection -> {
            List<Long> owners = JdbcPages.owners(connection, VISITED * 10);
            long read = 0;
            for (int i = 0; i < owners.size(); i += 10) {
                read += JdbcPages.pets(connection, owners.get(i));
            }
            return read;
        };
    }

    static Page atRandom() {
        Random random = new Random(1);
        return connection -> {
            List<Long> owners = JdbcPages.owners(connection, Clinic.OWNERS);
            long read = 0;
            for (int i = 0; i < VISITED; i++) {
                read += JdbcPages.pets(connection, owners.get(random.nextInt(owners.size())));
            }
            return read;
        };
    }

    /** Forty kilobytes for each of those that are looked at, and of a hundred that are not. */
    static Page wide() {
        return some(
                100,
                (connection, owner) ->
                        JdbcPages.rows(connection, "select id, content from paper where owner_id = ?", owner));
    }

    /** One of those that are not looked at has a thousand rows. */
    static Page skewed() {
        return connection -> {
            long read = 0;
            for (long owner : JdbcPages.owners(connection, 100)) {
                if (owner % 4 == 0) {
                    read += JdbcPages.rows(connection, "select id, name from animal where owner_id = ?", owner);
                }
            }
            return read;
        };
    }

    static Page writes() {
        return some(VISITED, (connection, owner) -> {
            long read = JdbcPages.pets(connection, owner);
            try (PreparedStatement update = connection.prepareStatement("update owner set city = city where id = ?")) {
                update.setLong(1, owner);
                return read + update.executeUpdate();
            }
        });
    }

    static Page sameKey() {
        return some(VISITED, (connection, owner) -> JdbcPages.pets(connection, 3));
    }

    static Page differentQueries() {
        return some(
                VISITED,
                (connection, owner) -> JdbcPages.rows(
                        connection, "select id, name || '" + owner + "' from pet where owner_id = ?", owner));
    }

    private interface Look {
        long at(Connection connection, long owner) throws SQLException;
    }

    /** The first twenty of so many. */
    private static Page some(int owners, Look look) {
        return connection -> {
            long read = 0;
            for (long owner : JdbcPages.owners(connection, owners).subList(0, VISITED)) {
                read += look.at(connection, owner);
            }
            return read;
        };
    }
}

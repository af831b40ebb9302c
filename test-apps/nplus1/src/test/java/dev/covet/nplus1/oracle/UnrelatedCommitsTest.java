package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page stays a page of few statements while others commit, as long as they change what it does not read. */
class UnrelatedCommitsTest {
    private static final int ITEMS = 60;
    private static final int FEW = 3;
    private static final int MOST_PAGES = 8;
    private static final String AUDIT = "insert into audit (item_id, note) values (?, lower('Seen'))";
    private static final String PART = "update part set label = 'seen' where id = ?";
    private static final String LINE = "insert into order_line values (?)";

    /** Who changes something before each row of the page. */
    enum Writer {
        OTHER,
        OWN
    }

    @Test
    void postgres_commitsToOtherTables_leaveThePageWhatItIs() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                Store store = new Store(server.createDatabase(), true)) {
            check(store, store.database().jdbcUrl());
        }
    }

    @Test
    void mariaDb_commitsToOtherTables_leaveThePageWhatItIs() throws Exception {
        try (MariaDbServer server = MariaDbServer.start();
                Store store = new Store(server.createDatabase(), false)) {
            check(store, store.database().jdbcUrl());
        }
    }

    private static void check(Store store, String url) throws Exception {
        try (Statement more = store.raw().createStatement()) {
            for (int id = Program.ROWS + 1; id <= ITEMS; id++) {
                more.addBatch("insert into item values (" + id + ", 'more')");
            }
            more.executeBatch();
        }
        for (Writer writer : Writer.values()) {
            for (Level level : List.of(Level.AUTOCOMMIT, Level.READ_COMMITTED)) {
                assertThat(statements(store, url, level, writer, AUDIT))
                        .as("%s %s", level, writer)
                        .isLessThanOrEqualTo(FEW);
                assertThat(statements(store, url, level, writer, LINE))
                        .as("%s %s, a trigger", level, writer)
                        .isGreaterThan(ITEMS / 2);
            }
        }
        assertThat(statements(store, url, Level.AUTOCOMMIT, Writer.OTHER, PART)).isGreaterThan(ITEMS / 2);
    }

    /**
     * How many a page takes in the end, without those of the writer. The first pages waste what they fetch, as nobody knows
     * what the writer changes.
     */
    private static int statements(Store store, String url, Level level, Writer writer, String change) throws Exception {
        try (Rig rig = Rig.prefetching(store.database(), url, Rig.LONG)) {
            // A round trip, so that what pays does not depend on how busy this machine is.
            rig.traffic().sending(() -> rig.putForward(Duration.ofMillis(1)));
            int count = ITEMS + 1;
            for (int page = 1; page <= MOST_PAGES && count > FEW; page++) {
                rig.request(() -> page(rig, level, writer, change));
                count = (int) rig.traffic().sent().stream()
                        .filter(sql -> !sql.equals(change))
                        .count();
            }
            assertThat(rig.errors()).isEmpty();
            Sql.execute(store.raw(), "delete from audit", "delete from order_line");
            return count;
        }
    }

    private static List<String> page(Rig rig, Level level, Writer writer, String change) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Connection connection = rig.source().getConnection();
                Connection other = rig.source().getConnection()) {
            level.begin(connection);
            List<Long> keys = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select id, name from item order by id")) {
                while (rows.next()) {
                    keys.add(rows.getLong(1));
                }
            }
            for (long key : keys) {
                try (PreparedStatement written = (writer == Writer.OWN ? connection : other).prepareStatement(change)) {
                    written.setLong(1, key);
                    written.executeUpdate();
                }
                try (PreparedStatement statement = connection.prepareStatement(Program.INNER)) {
                    statement.setLong(1, key);
                    try (ResultSet rows = statement.executeQuery()) {
                        seen.addAll(Rendering.of(rows));
                    }
                }
            }
            if (level != Level.AUTOCOMMIT) {
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
        return seen;
    }
}

package dev.covet.consistency.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbReplica;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteMariaDbPitfallsTest extends RoutePitfallsSpecification {
    private static final List<String> TABLES = List.of(
            "create table pet (id int primary key, name varchar(40), made datetime default '2024-02-29 12:00:00')",
            "insert into pet (id, name) select seq, concat('pet ', seq) from seq_1_to_1000");

    @Override
    RoutedServers started() {
        return RoutedServers.mariaDb();
    }

    @Override
    List<String> tables() {
        return TABLES;
    }

    private static void fill(Connection empty) throws SQLException {
        Sql.execute(empty, TABLES.toArray(String[]::new));
    }

    private MariaDbServer primary() {
        return (MariaDbServer) servers().primary();
    }

    @Test
    void defaultLevel_isASnapshot_whichStays() throws SQLException {
        awaitRouted(BY_KEY, 7);
        connection().setReadOnly(true);
        connection().setAutoCommit(false);
        assertThat(asked(connection(), BY_KEY, 7)).isEqualTo("pet 7");
        assertThat(jvm().outcome()).isEqualTo("isolation");
        connection().rollback();
    }

    @Test
    void serializableStatements_stay() throws SQLException {
        awaitRouted(BY_KEY, 7);
        connection().setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(asked(connection(), BY_KEY, 7)).isEqualTo("pet 7");
        assertThat(jvm().outcome()).isEqualTo("isolation");
        connection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        awaitRouted(BY_KEY, 7);
    }

    @Test
    void sessionWithSettingsOrVariables_stays() throws SQLException {
        for (String setting : List.of(
                "set time_zone = '+09:00', @who = 7",
                "set @who = 7",
                "set sql_select_limit = 1",
                "create temporary table own (id int)",
                "set old_mode = ''")) {
            awaitRouted(BY_KEY, 7);
            try (Connection other = jvm().to(database()).getConnection()) {
                Sql.execute(other, setting);
                for (int i = 0; i < 5; i++) {
                    asked(other, BY_KEY, 7);
                    assertThat(jvm().routed()).as(setting).isFalse();
                }
            }
        }
    }

    @Test
    void settings_areTheReplicasToo() throws SQLException {
        String third = "select id / 3 from pet where id = ?";
        awaitRouted(third, 7);
        try (Connection other = jvm().to(database()).getConnection()) {
            Sql.execute(
                    other, "set div_precision_increment = 6", "set time_zone = '+09:00'", "set session sql_mode = ''");
            Await.until("that a replica answers", PATIENCE, () -> {
                try {
                    assertThat(asked(other, third, 7)).isEqualTo("2.333333");
                    return jvm().routed();
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            for (int i = 0; i < 20; i++) {
                assertThat(asked(connection(), third, 7)).isEqualTo("2.3333");
                assertThat(asked(other, third, 7)).isEqualTo("2.333333");
            }
        }
    }

    @Test
    void functionsThatDoSomething_stay() throws SQLException {
        assertStays("ruled out", "select name, get_lock('pets', 0) from pet where id = ?", 1);
        assertStays("ruled out", "select name, last_insert_id() from pet where id = ?", 1);
        assertStays("ruled out", "select name, @who := id from pet where id = ?", 1);
        assertStays("ruled out", "select name from pet where id = ? lock in share mode", 1);
        assertStays("ruled out", "select sql_calc_found_rows name from pet where id = ?", 1);
    }

    /** Replicas are never told of it. */
    @Test
    void writesThatAreNotLogged_areSeen() throws SQLException {
        for (String unlogged : List.of(
                "set sql_log_bin = 0", "set statement sql_log_bin = 0 for update pet set name = 'own' where id = 7")) {
            try (RoutedJvm other = servers().jvm();
                    Connection reading = other.to(database()).getConnection();
                    Connection writing = other.to(database().jdbcUrl() + "?connectTimeout=17000", database())
                            .getConnection()) {
                Await.until("that a replica answers", PATIENCE, () -> isRouted(other, reading));
                Sql.execute(writing, unlogged, "update pet set name = 'own' where id = 7");

                for (int i = 0; i < 200; i++) {
                    assertThat(asked(reading, BY_KEY, 7)).isEqualTo("own");
                    assertThat(other.routed()).isFalse();
                }
                assertThat(other.said()).anyMatch(line -> line.startsWith("COVET-4321"));
                Sql.execute(writing, "update pet set name = 'pet 7' where id = 7");
            }
        }
    }

    private static boolean isRouted(RoutedJvm jvm, Connection connection) {
        try {
            asked(connection, BY_KEY, 7);
            return jvm.routed();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void connectionsWhoseWritesAreNotLogged_areSaid() throws SQLException {
        TestDatabase unlogged = new TestDatabase(
                database().jdbcUrl() + "?sessionVariables=sql_log_bin=0",
                database().user(),
                database().password(),
                () -> {});
        assertRefused(unlogged, servers().first().address(), "COVET-4321");
    }

    @Test
    void withoutABinaryLog_isSaid() throws SQLException {
        try (MariaDbServer other =
                        MariaDbServer.builder().option("--skip-log-bin").start();
                TestDatabase without = other.createDatabase(RouteMariaDbPitfallsTest::fill)) {
            assertRefused(without, "127.0.0.1:" + other.port(), "COVET-4321");
        }
    }

    @Test
    void logThatLeavesOutChanges_isSaid() throws SQLException {
        try (MariaDbServer other = MariaDbServer.builder()
                        .option("--binlog-ignore-db=secret")
                        .start();
                TestDatabase partly = other.createDatabase(RouteMariaDbPitfallsTest::fill)) {
            assertRefused(partly, "127.0.0.1:" + other.port(), "COVET-4321");
        }
    }

    @Test
    void replicaThatLeavesOutChanges_isSaid() throws SQLException {
        try (MariaDbReplica partly = primary().startReplica("--replicate-ignore-table=other.pet")) {
            assertRefused("127.0.0.1:" + partly.port(), "COVET-4321");
        }
    }

    @Test
    void userWhoMayNotSeeWhatIsLeftOut_isSaid_untilTheGrant() throws SQLException {
        try (Connection administrator = database().connect();
                RoutedJvm other = servers().jvm()) {
            Sql.execute(
                    administrator,
                    "create user covet_plain identified by 'covet_plain'",
                    "grant select, insert, update on *.* to covet_plain");
            servers().awaitCaughtUp();
            TestDatabase plain = new TestDatabase(database().jdbcUrl(), "covet_plain", "covet_plain", () -> {});
            try (Connection through = other.to(plain).getConnection()) {
                awaitSaid(other, through, "COVET-4322");
                assertThat(other.outcomes()).doesNotContainKey("replica");
                Sql.execute(administrator, "grant binlog monitor, replica monitor on *.* to covet_plain");
                Await.until("the replica" + other.said(), PATIENCE, () -> isRouted(other, through));
            }
            Sql.execute(administrator, "drop user covet_plain");
        }
    }

    @Test
    void wrongPassword_isSaid() throws SQLException {
        String url = servers().first().jdbcUrl("") + "?user=nobody&password=wrong";
        assertRefused(url, "COVET-4310");
    }

    /** Its transactions have the same numbers. */
    @Test
    void replicaOfAnotherPrimary_isSaid() throws SQLException {
        try (MariaDbServer other = MariaDbServer.start();
                TestDatabase further = other.createDatabase();
                MariaDbReplica replica = other.startReplica()) {
            try (Connection bare = further.connect()) {
                Sql.execute(bare, "set gtid_seq_no = 1000000000", "create table ahead (id int)");
            }
            replica.awaitCaughtUp();
            String url = replica.jdbcUrl("") + "?user=" + other.user() + "&password=" + other.password();
            assertRefused(url, "COVET-4312");
        }
    }

    @Test
    void logThatIsBegunAnew_ownWritesAreSeen() throws SQLException {
        try (MariaDbServer own = MariaDbServer.start();
                MariaDbReplica replica = own.startReplica();
                TestDatabase anew = own.createDatabase(RouteMariaDbPitfallsTest::fill);
                RoutedJvm other = new RoutedJvm(
                        servers().family(), RoutedServers.settings(List.of("127.0.0.1:" + replica.port())));
                Connection through = other.to(anew).getConnection()) {
            Sql.execute(through, "set gtid_seq_no = 1000000", "update pet set name = 'before' where id = 7");
            try (Connection reading = other.to(anew).getConnection()) {
                Await.until("that a replica answers" + other.said(), PATIENCE, () -> isRouted(other, reading));
            }
            replica.pauseReplay();
            Sql.execute(through, "reset master");
            try (Connection reading = other.to(anew).getConnection()) {
                for (int i = 0; i < 100; i++) {
                    Sql.execute(through, "update pet set name = 'round " + i + "' where id = 7");
                    assertThat(asked(reading, BY_KEY, 7)).isEqualTo("round " + i);
                }
                awaitSaid(other, reading, "COVET-4312");
            }
        }
    }
}

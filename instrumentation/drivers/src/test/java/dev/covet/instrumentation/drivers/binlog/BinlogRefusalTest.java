package dev.covet.instrumentation.drivers.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbReplica;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that are not set up: what is said, and that what is said cures it. */
class BinlogRefusalTest {
    private static FeedRefusedException refusal(BinlogServers driver, TestDatabase database) {
        FeedRefusedException refused = catchThrowableOfType(
                FeedRefusedException.class, () -> Followed.of(driver, database).close());
        assertThat(refused).isNotNull();
        assertThat(refused.getMessage()).doesNotContain(database.password());
        return refused;
    }

    @Test
    void open_noLog_isRefused() throws Exception {
        try (MariaDbServer server =
                        MariaDbServer.builder().option("--skip-log-bin").start();
                TestDatabase database = server.createDatabase()) {
            FeedRefusedException refused = refusal(BinlogServers.MARIADB, database);
            assertThat(refused.code()).isEqualTo("COVET-4214");
            assertThat(refused.sentence()).contains("log_bin is OFF");
            assertThat(refused.cure()).contains("log_bin = binlog");
        }
    }

    @Test
    void open_logThatLeavesOut_orIsWrittenInAnyOrder_isRefused() throws Exception {
        try (MariaDbServer server = MariaDbServer.builder()
                        .option("--binlog-ignore-db=nobody")
                        .start();
                TestDatabase database = server.createDatabase()) {
            FeedRefusedException refused = refusal(BinlogServers.MYSQL, database);
            assertThat(refused.code()).isEqualTo("COVET-4246");
            assertThat(refused.sentence()).contains("binlog_ignore_db is 'nobody'");
        }
        try (MariaDbServer server = MariaDbServer.builder()
                        .option("--binlog-optimize-thread-scheduling=OFF")
                        .start();
                TestDatabase database = server.createDatabase()) {
            assertThat(refusal(BinlogServers.MARIADB, database).code()).isEqualTo("COVET-4217");
        }
    }

    @ParameterizedTest
    @EnumSource
    void open_logOfStatements_isRefused_andTheStatementCures(BinlogServers driver) throws Exception {
        try (TestDatabase database = BinlogServers.usual()
                        .createDatabase(
                                connection -> Sql.execute(connection, "create table pet (id int primary key)"));
                Connection connection = database.connect()) {
            Sql.execute(connection, "set global binlog_format = 'MIXED'");
            FeedRefusedException refused = refusal(driver, database);
            assertThat(refused.code()).isEqualTo("COVET-4215");
            assertThat(refused.sentence()).contains("binlog_format is MIXED");
            Sql.execute(connection, refused.cure().substring(0, refused.cure().indexOf(';')));
            try (Followed followed = Followed.of(driver, database)) {
                Sql.execute(connection, "insert into pet values (1)");
                assertThat(followed.told()).containsExactly("pet");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void open_userWithoutRights_isRefused_andTheStatementCures(BinlogServers driver) throws Exception {
        try (TestDatabase database = BinlogServers.usual()
                        .createDatabase(connection -> Sql.execute(
                                connection,
                                "create table pet (id int primary key)",
                                "create user 'plain App'@'%' identified by 'secret-word'"));
                Connection connection = database.connect()) {
            try {
                String schema = connection.getCatalog();
                Sql.execute(connection, "grant select, insert on " + schema + ".* to 'plain App'@'%'");
                TestDatabase plain = new TestDatabase(database.jdbcUrl(), "plain App", "secret-word", () -> {});
                FeedRefusedException refused = refusal(driver, plain);
                assertThat(refused.code()).isEqualTo("COVET-4245");
                assertThat(refused.cure())
                        .isEqualTo("GRANT REPLICATION SLAVE, BINLOG MONITOR ON *.* TO 'plain App'@'%';");

                Sql.execute(connection, "grant binlog monitor on *.* to 'plain App'@'%'");
                assertThat(refusal(driver, plain).code()).isEqualTo("COVET-4245");

                Sql.execute(connection, refused.cure().replace(";", ""));
                try (Followed followed = Followed.of(driver, plain)) {
                    Sql.execute(connection, "insert into pet values (1)");
                    assertThat(followed.told()).containsExactly("pet");
                    assertThat(followed.feed.untold(List.of("pet"))).isEmpty();
                }
            } finally {
                Sql.execute(connection, "drop user 'plain App'@'%'");
            }
        }
    }

    @Test
    void replica_thatLogsWhatItReplicates_isFollowed() throws Exception {
        try (MariaDbServer server = MariaDbServer.start();
                TestDatabase database = server.createDatabase(
                        connection -> Sql.execute(connection, "create table pet (id int primary key)"));
                MariaDbReplica replica = server.startReplica();
                Connection connection = database.connect()) {
            String schema = connection.getCatalog();
            TestDatabase second =
                    new TestDatabase(replica.jdbcUrl(schema), database.user(), database.password(), () -> {});
            try (Followed followed = Followed.of(BinlogServers.MARIADB, second)) {
                Sql.execute(connection, "insert into pet values (1)");
                replica.awaitCaughtUp();
                assertThat(followed.told()).containsExactly("pet");
            }
        }
    }

    @Test
    void untold_whatTakesNoPartInTransactions_orIsNotHere() throws Exception {
        try (TestDatabase database = BinlogServers.usual()
                        .createDatabase(connection -> Sql.execute(
                                connection,
                                "create table pet (id int primary key)",
                                "create table Mixed (id int primary key)",
                                "create table past (id int primary key) with system versioning",
                                "create table isam (id int primary key) engine = MyISAM",
                                "create table quick (id int primary key) engine = MEMORY",
                                "create table aria (id int primary key) engine = Aria",
                                "create view pets as select * from pet"));
                Followed followed = Followed.of(BinlogServers.MARIADB, database)) {
            assertThat(followed.feed.untold(
                            List.of("pet", "mixed", "past", "isam", "quick", "aria", "pets", "nowhere", "user")))
                    .containsExactlyInAnyOrder("isam", "quick", "aria", "pets", "nowhere", "user");
            assertThat(followed.feed.untold(List.of())).isEmpty();
        }
    }
}

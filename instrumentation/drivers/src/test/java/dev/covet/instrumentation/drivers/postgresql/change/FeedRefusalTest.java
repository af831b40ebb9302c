package dev.covet.instrumentation.drivers.postgresql.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.postgres.PostgresStandby;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Servers that are not set up: what is said, and that what is said cures it. */
class FeedRefusalTest {
    private static final PostgresServer server = FeedServers.usual();

    private static FeedRefusedException refusal(TestDatabase database) {
        FeedRefusedException refused = catchThrowableOfType(
                FeedRefusedException.class, () -> Following.of(database).close());
        assertThat(refused).isNotNull();
        assertThat(refused.getMessage()).doesNotContain(database.password());
        return refused;
    }

    @Test
    void open_walLevelOrStandby_isRefused() throws Exception {
        try (PostgresServer low =
                        PostgresServer.builder().setting("wal_level", "replica").start();
                TestDatabase database = low.createDatabase();
                PostgresStandby standby = low.startStandby()) {
            FeedRefusedException level = refusal(database);
            assertThat(level.code()).isEqualTo("COVET-4202");
            assertThat(level.sentence()).contains("wal_level is replica");
            assertThat(level.cure()).contains("ALTER SYSTEM SET wal_level = 'logical'", "rds.logical_replication");

            FeedRefusedException second = refusal(
                    new TestDatabase(standby.jdbcUrl("postgres"), database.user(), database.password(), () -> {}));
            assertThat(second.code()).isEqualTo("COVET-4208");

            // With both addresses the primary is found.
            String both =
                    "jdbc:postgresql://" + address(standby.jdbcUrl("")) + "," + address(low.jdbcUrl("")) + "/postgres";
            assertThat(refusal(new TestDatabase(both, database.user(), database.password(), () -> {}))
                            .code())
                    .isEqualTo("COVET-4202");
        }
    }

    private static String address(String url) {
        return url.split("/", -1)[2];
    }

    /** Also the versions at the ends of what is supported. */
    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void open_noRoom_isRefused_andWithRoomFollows(int version) throws Exception {
        try (PostgresServer small = PostgresServer.builder()
                        .version(version)
                        .setting("max_replication_slots", "1")
                        .setting("max_wal_senders", "1")
                        .setting("max_prepared_transactions", "4")
                        .start();
                TestDatabase database = small.createDatabase(connection -> Sql.execute(
                        connection,
                        "create table part (id int primary key) partition by range (id)",
                        "create table part_low partition of part for values from (0) to (100)",
                        "create table pet (id int primary key)",
                        "create publication covet for table part, pet"));
                Connection connection = database.connect();
                Connection open = database.connect()) {
            try (Following following = Following.of(database)) {
                assertFollows(following, connection);
                PostgresFeedMomentTest.assertReachesWithOpenTransaction(following, open);
                FeedRefusedException full = refusal(database);
                assertThat(full.code()).isEqualTo("COVET-4204");
                assertThat(full.sentence()).contains("1 of 1");
            }
            awaitNoSender(connection);
            try (Connection sender = new FeedConnections(
                            database.jdbcUrl(), FeedServers.properties(database.user(), database.password()))
                    .replicating()) {
                FeedRefusedException busy = refusal(database);
                assertThat(sender.isClosed()).isFalse();
                assertThat(busy.code()).isEqualTo("COVET-4205");
                assertThat(busy.sentence()).contains("1 of 1");
            }
        }
    }

    private static void assertFollows(Following following, Connection connection) throws SQLException {
        Sql.execute(connection, "begin; insert into part values (1); prepare transaction 'a'");
        assertThat(following.told()).isEmpty();
        Sql.execute(connection, "commit prepared 'a'");
        assertThat(following.told()).containsExactly("part part_low");
        Sql.execute(connection, "truncate part");
        assertThat(following.told()).containsExactly("part part_low");
        assertThat(following.feed.untold(List.of("part", "other"))).containsExactly("other");
        assertThat(following.feed.moment().origin()).matches("[0-9]+/[0-9A-F]{8}");
    }

    private static void awaitNoSender(Connection connection) {
        Await.until(
                "no sender",
                Duration.ofSeconds(20),
                () -> {
                    try {
                        return Sql.value(connection, "select count(*) from pg_stat_replication");
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                },
                "0"::equals);
    }

    @Test
    void open_roleWithoutReplication_isRefused_andTheStatementCures() throws Exception {
        try (TestDatabase database = server.createDatabase(connection -> Sql.execute(
                connection,
                "create table pet (id int primary key)",
                "create publication covet for all tables",
                "create role \"plain App\" login password 'secret-word'"))) {
            TestDatabase plain = new TestDatabase(database.jdbcUrl(), "plain App", "secret-word", () -> {});
            FeedRefusedException refused = refusal(plain);
            assertThat(refused.code()).isEqualTo("COVET-4203");
            assertThat(refused.cure()).startsWith("ALTER ROLE \"plain App\" REPLICATION;");

            try (Connection connection = database.connect()) {
                Sql.execute(connection, "ALTER ROLE \"plain App\" REPLICATION");
                try (Following following = Following.of(plain)) {
                    Sql.execute(connection, "insert into pet values (1)");
                    assertThat(following.told()).containsExactly("pet");
                    assertThat(following.feed.untold(List.of("pet"))).isEmpty();
                }
            }
        } finally {
            Sql.execute(server.jdbcUrl("postgres"), server, "drop role if exists \"plain App\"");
        }
    }

    @Test
    void open_noPublication_isRefusedWithAStatementThatHarmsNobody() throws Exception {
        try (TestDatabase database = server.createDatabase(connection -> Sql.execute(
                        connection,
                        "create table pet (id int primary key)",
                        "create table \"Odd one\" (id int not null unique)",
                        "alter table \"Odd one\" replica identity using index \"Odd one_id_key\"",
                        "create table log (line text)",
                        "create table late (id int primary key deferrable)",
                        "create table part (id int) partition by range (id)",
                        "create table part_low partition of part (primary key (id)) for values from (0) to (100)",
                        "create table part_high partition of part for values from (100) to (200)",
                        "create table good (id int primary key) partition by range (id)",
                        "create table good_low partition of good for values from (0) to (100)",
                        "create table animal (id int primary key)",
                        "create table cat () inherits (animal)",
                        "insert into log values ('a')",
                        "insert into pet values (1)"));
                Connection connection = database.connect()) {
            FeedRefusedException refused = refusal(database);
            assertThat(refused.code()).isEqualTo("COVET-4206");
            assertThat(refused.cure())
                    .startsWith("CREATE PUBLICATION covet FOR TABLE public.\"Odd one\", public.good, public.pet;")
                    .contains("Not public.animal, public.cat, public.late, public.log, public.part:");

            for (String statement : refused.cure().split("(?<=;)", -1)) {
                if (statement.startsWith("CREATE")) {
                    Sql.execute(connection, statement);
                }
            }
            Sql.execute(connection, "update log set line = 'b'", "delete from pet", "update \"Odd one\" set id = 1");
            Following.of(database).close();
            // What it warns of.
            Sql.execute(connection, "alter publication covet add table log");
            assertThatThrownBy(() -> Sql.execute(connection, "update log set line = 'c'"))
                    .hasMessageContaining("replica identity");
            Sql.execute(connection, "ALTER TABLE public.log REPLICA IDENTITY FULL", "update log set line = 'c'");
        }
    }

    @Test
    void open_publicationWithoutTruncate_isRefused() throws Exception {
        try (TestDatabase database = server.createDatabase(connection -> Sql.execute(
                        connection,
                        "create table pet (id int primary key)",
                        "create table log (line text)",
                        "create publication \"It's mine\" for table pet, log with (publish = 'insert, truncate')"));
                Connection connection = database.connect()) {
            FeedWishes wishes = new FeedWishes("It's mine", 1 << 28);
            FeedRefusedException refused = catchThrowableOfType(
                    FeedRefusedException.class,
                    () -> FeedServers.source(database).open(wishes).close());
            assertThat(refused.code()).isEqualTo("COVET-4207");
            assertThat(refused.sentence()).contains("\"It's mine\" does not tell of update, delete.");
            assertThat(refused.cure())
                    .isEqualTo("First for each of public.log, whose UPDATE and DELETE would fail else: ALTER TABLE"
                            + " public.log REPLICA IDENTITY FULL; Then: ALTER PUBLICATION \"It's mine\" SET (publish ="
                            + " 'insert, update, delete, truncate');");
            Sql.execute(
                    connection,
                    "ALTER TABLE public.log REPLICA IDENTITY FULL",
                    "ALTER PUBLICATION \"It's mine\" SET (publish = 'insert, update, delete, truncate')");
            try (Following following = Following.of(database, wishes)) {
                Sql.execute(connection, "insert into pet values (1)");
                assertThat(following.told()).containsExactly("pet");
            }
        }
    }

    @Test
    void open_anyWalSenderCountsAsAStandby_isRefused_alsoLater() throws Exception {
        try (TestDatabase database = server.createDatabase(connection -> Sql.execute(
                        connection,
                        "create table pet (id int primary key)",
                        "create publication covet for table pet"));
                Connection connection = database.connect();
                Following following = Following.of(database)) {
            try {
                Sql.execute(connection, "alter system set synchronous_standby_names = 'ANY 1 (*)'");
                Sql.execute(connection, "select pg_reload_conf()");

                assertThat(following.failure().getMessage()).contains("COVET-4212", "ANY 1 (*)");

                assertThat(refusal(database).code()).isEqualTo("COVET-4212");
            } finally {
                Sql.execute(connection, "alter system reset synchronous_standby_names");
                Sql.execute(connection, "select pg_reload_conf()");
            }
        }
    }

    @Test
    void check_oldServer_isRefused() {
        ServerFacts old = new ServerFacts(100023, false, "logical", 0, 10, 0, 10, "", "app");
        FeedRefusedException refused = catchThrowableOfType(FeedRefusedException.class, old::checkServer);
        assertThat(refused.code()).isEqualTo("COVET-4209");
        assertThat(refused.sentence()).contains("PostgreSQL 10");
    }

    @Test
    void open_transactionThatWritesStaysOpen_failsAndLeavesNothing() throws Exception {
        try (TestDatabase database = server.createDatabase(connection -> Sql.execute(
                        connection,
                        "create table pet (id int primary key)",
                        "create publication covet for table pet"));
                Connection open = database.connect();
                Connection connection = database.connect()) {
            open.setAutoCommit(false);
            Sql.execute(open, "insert into pet values (1)");
            assertThatThrownBy(() -> Following.of(database).close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("COVET-4211")
                    .hasMessageContaining(
                            "process " + open.unwrap(PGConnection.class).getBackendPID());
            Await.until(
                    "no slot",
                    Duration.ofSeconds(20),
                    () -> {
                        try {
                            return Sql.value(
                                    connection,
                                    "select count(*) from pg_replication_slots where database = current_database()");
                        } catch (SQLException e) {
                            throw new AssertionError(e);
                        }
                    },
                    "0"::equals);
            open.commit();
            Following.of(database).close();
        }
    }

    @Test
    void open_settingsOfTheApplication_doNotReachTheFeed() throws Exception {
        try (TestDatabase database = server.createDatabase(connection -> Sql.execute(
                        connection,
                        "create table pet (id int primary key)",
                        "create publication covet for all tables",
                        "create schema trap",
                        "create function trap.pg_current_wal_flush_lsn() returns pg_lsn language sql as"
                                + " 'select null::pg_lsn'"));
                Connection connection = database.connect()) {
            TestDatabase odd = new TestDatabase(
                    database.jdbcUrl("currentSchema=trap,pg_catalog&preferQueryMode=simple&readOnly=true"
                            + "&ApplicationName=shop&options=-c%20default_transaction_isolation=serializable"
                            + "&targetServerType=primary&loginTimeout=3&prepareThreshold=-1"),
                    database.user(),
                    database.password(),
                    () -> {});
            try (Following following = Following.of(odd)) {
                Sql.execute(connection, "insert into pet values (1)");
                assertThat(following.told()).containsExactly("pet");
                assertThat(Sql.value(following.feed.asking(), "show application_name"))
                        .isEqualTo("covet");
            }
        }
    }
}

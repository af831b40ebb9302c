package dev.covet.instrumentation.drivers.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.covet.fixtures.DatabaseServer;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.choice.Servers;
import dev.covet.fixtures.junit.NeedsMySql;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.Moment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is visible when on MySQL itself, how its log ends, and how it is refused. */
@NeedsMySql(own = true)
class MySqlMomentTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int ROUNDS = 200;
    private static final String DUMPS =
            "select {what} from information_schema.processlist where command like 'Binlog Dump%'";

    private static DatabaseServer server;
    private TestDatabase database;

    @BeforeAll
    static void start() throws SQLException {
        server = Servers.ownMySql();
        Sql.execute(server.jdbcUrl(""), server, "install plugin rpl_semi_sync_source soname 'semisync_source.so'");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void prepare() {
        database = server.createDatabase(connection -> Sql.execute(
                connection,
                "create table pet (id int primary key, name varchar(40))",
                "insert into pet values (1, 'Rex')"));
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private Followed followed() throws Exception {
        return Followed.of(BinlogServers.MYSQL, database);
    }

    private static void update(Connection connection, String name) {
        try {
            Sql.execute(connection, "update pet set name = '" + name + "' where id = 1");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String name(Connection connection) throws SQLException {
        return Sql.value(connection, "select name from pet where id = 1");
    }

    private static void stall(Connection connection) throws SQLException {
        Sql.execute(
                connection,
                "set global rpl_semi_sync_source_wait_point = 'AFTER_SYNC'",
                "set global rpl_semi_sync_source_timeout = 20000",
                "set global rpl_semi_sync_source_enabled = on");
    }

    /** Commits wait for a replica that nobody has: they are in the log, and nobody sees them. */
    @Test
    void moment_whileAReplicaHasNotConfirmed_doesNotShowWhatWasToldAlready() throws Exception {
        try (Followed followed = followed();
                Connection writer = database.connect();
                Connection reader = database.connect()) {
            stall(reader);
            CompletableFuture<Void> update = CompletableFuture.runAsync(() -> update(writer, "Max"));
            Commit commit = followed.next();
            Moment stalled = followed.feed.moment();
            assertThat(followed.text(commit)).isEqualTo("pet");
            assertThat(name(reader)).isEqualTo("Rex");
            assertThat(stalled.shows(commit)).isFalse();
            assertThat(followed.feed.reached(stalled)).isTrue();
            try (Followed late = followed()) {
                Commit again = late.next();
                assertThat(late.text(again)).isEqualTo("pet");
                assertThat(late.feed.moment().shows(again)).isFalse();
                Sql.execute(reader, "set global rpl_semi_sync_source_enabled = off");
                update.get();
                assertThat(late.feed.moment().shows(again)).isTrue();
            }
            assertThat(followed.feed.moment().shows(commit)).isTrue();
            assertThat(name(reader)).isEqualTo("Max");
        } finally {
            go();
        }
    }

    private void go() throws SQLException {
        try (Connection connection = database.connect()) {
            Sql.execute(connection, "set global rpl_semi_sync_source_enabled = off");
        }
    }

    /** Whatever a moment shows is seen by the next statement, whoever commits, in whichever way. */
    @ParameterizedTest
    @CsvSource({"commit, on", "commit, off", "xa, on", "xa elsewhere, on"})
    void moment_thatShowsACommit_isSeen(String way, String inOrder) throws Exception {
        try (Connection reader = database.connect()) {
            Sql.execute(reader, "set global binlog_order_commits = " + inOrder);
            try (Followed followed = followed()) {
                CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(way));
                for (int seen = 1; seen <= ROUNDS; seen++) {
                    Commit commit = followed.next();
                    while (!followed.feed.moment().shows(commit)) {
                        Thread.onSpinWait();
                    }
                    assertThat(Integer.parseInt(name(reader))).isGreaterThanOrEqualTo(seen);
                }
                writing.get();
            } finally {
                Sql.execute(reader, "set global binlog_order_commits = on");
            }
        }
    }

    private void write(String way) {
        try (Connection one = database.connect();
                Connection other = database.connect()) {
            for (int i = 1; i <= ROUNDS; i++) {
                if (way.equals("commit")) {
                    update(one, String.valueOf(i));
                } else {
                    Sql.execute(one, "xa start 'x'");
                    update(one, String.valueOf(i));
                    // Since 8.0.29 a transaction that is prepared belongs to no session.
                    Sql.execute(one, "xa end 'x'", "xa prepare 'x'");
                    Sql.execute(way.equals("xa") ? one : other, "xa commit 'x'");
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void log_rotatedIsFollowed_andOneThatBeginsAnewEndsTheFeed() throws Exception {
        try (Followed followed = followed();
                Connection writer = database.connect()) {
            for (int i = 0; i < 3; i++) {
                Sql.execute(writer, "flush binary logs");
                update(writer, "file " + i);
                assertThat(followed.told()).containsExactly("pet");
            }
            Sql.execute(writer, "reset binary logs and gtids");
            update(writer, "c");
            assertThat(followed.failure().getMessage()).contains("log");
            assertThatThrownBy(() -> followed.feed.moment()).hasMessageContaining("log was at");
        }
    }

    /** The new log is as long as the old one, and its transactions have the same names. */
    @Test
    void log_thatBeginsAnew_andIsAsLong_endsTheFeed() throws Exception {
        try (Connection writer = database.connect()) {
            Sql.execute(writer, "reset binary logs and gtids");
            update(writer, "a");
            try (Followed followed = followed()) {
                assertThat(followed.told()).isEmpty();
                Sql.execute(writer, "reset binary logs and gtids");
                update(writer, "b");
                assertThat(followed.failure().getMessage()).contains("log");
            }
        }
    }

    @Test
    void feeds_doNotEndEachOther_andOneThatIsKilledLeavesNothing() throws Exception {
        try (Connection connection = database.connect()) {
            try (Followed one = followed();
                    Followed two = followed()) {
                update(connection, "both");
                assertThat(List.of(one.told(), two.told())).containsOnly(List.of("pet"));
                String first = Sql.value(connection, DUMPS.replace("{what}", "min(id)"));
                String second = Sql.value(connection, DUMPS.replace("{what}", "max(id)"));
                Sql.execute(connection, "kill " + first, "kill " + second);
                assertThat(one.failure().getMessage()).contains("log");
                assertThat(two.failure().getMessage()).contains("log");
            }
            followed().close();
            Await.until("no session of a feed", LONG, () -> left(connection).equals("0"));
        }
    }

    private static String left(Connection connection) {
        try {
            return Sql.value(connection, DUMPS.replace("{what}", "count(*)"));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private FeedRefusedException refusal(TestDatabase by) {
        FeedRefusedException refused = catchThrowableOfType(
                FeedRefusedException.class,
                () -> Followed.of(BinlogServers.MYSQL, by).close());
        assertThat(refused).isNotNull();
        return refused;
    }

    @ParameterizedTest
    @CsvSource({
        "set global binlog_format = 'MIXED', COVET-4215",
        "set global binlog_transaction_compression = on, COVET-4219",
        "set global gtid_mode = on_permissive, COVET-4218"
    })
    void open_settingThatTakesAwayWhatIsNeeded_isRefused_andTheStatementsCure(String setting, String code)
            throws Exception {
        try (Connection connection = database.connect()) {
            Sql.execute(connection, setting);
            FeedRefusedException refused = refusal(database);
            assertThat(refused.code()).isEqualTo(code);
            String cure = refused.cure().replace(" then ", " ");
            String statements = cure.substring(0, cure.lastIndexOf(';'));
            String last = statements.substring(statements.lastIndexOf(';') + 1);
            Sql.execute(connection, last);
            followed().close();
        }
    }

    @Test
    void open_taggedTransactions_areRefused_alsoWhileItFollows() throws Exception {
        try (Connection connection = database.connect()) {
            try (Followed followed = followed()) {
                Sql.execute(connection, "set gtid_next = 'AUTOMATIC:mine'");
                update(connection, "tagged");
                assertThat(followed.failure().getMessage()).contains("GTIDs");
            }
            FeedRefusedException refused = refusal(database);
            assertThat(refused.code()).isEqualTo("COVET-4247");
            assertThat(refused.sentence()).contains(":mine");
            Sql.execute(connection, "set gtid_next = 'AUTOMATIC'", "reset binary logs and gtids");
            followed().close();
        }
    }

    @Test
    void open_userWithoutRights_isRefused_andTheStatementCures() throws Exception {
        try (Connection connection = database.connect()) {
            Sql.execute(
                    connection,
                    "create user 'plain App'@'%' identified by 'secret-word'",
                    "grant select on " + connection.getCatalog() + ".* to 'plain App'@'%'");
            TestDatabase plain = new TestDatabase(database.jdbcUrl(), "plain App", "secret-word", () -> {});
            FeedRefusedException refused = refusal(plain);
            assertThat(refused.code()).isEqualTo("COVET-4245");
            assertThat(refused.cure())
                    .isEqualTo("GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'plain App'@'%';");
            Sql.execute(connection, "grant replication client on *.* to 'plain App'@'%'");
            assertThat(refusal(plain).code()).isEqualTo("COVET-4245");
            Sql.execute(connection, refused.cure().replace(";", ""));
            try (Followed followed = Followed.of(BinlogServers.MYSQL, plain)) {
                update(connection, "right");
                assertThat(followed.told()).containsExactly("pet");
                assertThat(followed.feed.untold(List.of("pet", "nowhere"))).containsExactly("nowhere");
            }
            Sql.execute(connection, "drop user 'plain App'@'%'");
        }
    }

    /** The password goes by TLS, or by the server's key, or is known from another connection. */
    @ParameterizedTest
    @ValueSource(strings = {"sslMode=REQUIRED", "sslMode=DISABLED&allowPublicKeyRetrieval=true"})
    void open_byTheUsersPassword_inEachWay(String parameters) throws Exception {
        TestDatabase other =
                new TestDatabase(database.jdbcUrl(parameters), database.user(), database.password(), () -> {});
        try (Followed followed = Followed.of(BinlogServers.MYSQL, other);
                Connection writer = database.connect()) {
            update(writer, "told");
            assertThat(followed.commits()).hasSize(1);
        }
    }
}

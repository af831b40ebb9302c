package dev.covet.instrumentation.drivers.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.Moment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is visible when, how far a feed is, and how it ends. */
class BinlogMomentTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int ROUNDS = 200;
    private static MariaDbServer server;
    private static TestDatabase database;

    @BeforeAll
    static void prepare() {
        server = MariaDbServer.start();
        database = server.createDatabase(connection -> Sql.execute(
                connection,
                "create table pet (id int primary key, name varchar(40))",
                "insert into pet values (1, 'Rex')"));
    }

    @AfterAll
    static void drop() {
        server.close();
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

    /** Commits wait for a replica that nobody has: they are in the log, and nobody sees them. */
    @ParameterizedTest
    @EnumSource
    void moment_whileAReplicaHasNotConfirmed_doesNotShowWhatWasToldAlready(BinlogServers driver) throws Exception {
        try (Followed followed = Followed.of(driver, database);
                Connection writer = database.connect();
                Connection reader = database.connect()) {
            update(writer, "Rex");
            followed.commits();
            stall(reader);
            CompletableFuture<Void> update = CompletableFuture.runAsync(() -> update(writer, "Max"));
            Commit commit = followed.next();
            Moment stalled = followed.feed.moment();
            String seen = name(reader);

            assertThat(followed.text(commit)).isEqualTo("pet");
            assertThat(seen).isEqualTo("Rex");
            assertThat(stalled.shows(commit)).isFalse();
            assertThat(followed.feed.reached(stalled)).isTrue();

            Sql.execute(reader, "set global rpl_semi_sync_master_enabled = off");
            update.get();
            assertThat(followed.feed.moment().shows(commit)).isTrue();
            assertThat(name(reader)).isEqualTo("Max");
        } finally {
            go();
        }
    }

    /** The commit is in the log before the feed is opened, and not seen yet. */
    @ParameterizedTest
    @EnumSource
    void open_whileACommitIsNotSeenYet_tellsIt(BinlogServers driver) throws Exception {
        try (Connection writer = database.connect();
                Connection reader = database.connect()) {
            update(writer, "Rex");
            stall(reader);
            String before = Sql.value(reader, "select @@gtid_binlog_pos");
            CompletableFuture<Void> update = CompletableFuture.runAsync(() -> update(writer, "Tom"));
            Await.until("the commit to be in the log", LONG, () -> !before.equals(position(reader)));
            try (Followed followed = Followed.of(driver, database)) {
                Commit commit = followed.next();
                assertThat(followed.text(commit)).isEqualTo("pet");
                assertThat(followed.feed.moment().shows(commit)).isFalse();
                assertThat(name(reader)).isEqualTo("Rex");
                Sql.execute(reader, "set global rpl_semi_sync_master_enabled = off");
                update.get();
                assertThat(followed.feed.moment().shows(commit)).isTrue();
            }
        } finally {
            go();
        }
    }

    private static String position(Connection reader) {
        try {
            return Sql.value(reader, "select @@gtid_binlog_pos");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void stall(Connection connection) throws SQLException {
        Sql.execute(
                connection,
                "set global rpl_semi_sync_master_wait_point = 'AFTER_SYNC'",
                "set global rpl_semi_sync_master_timeout = 20000",
                "set global rpl_semi_sync_master_enabled = on");
    }

    private static void go() throws SQLException {
        try (Connection connection = database.connect()) {
            Sql.execute(connection, "set global rpl_semi_sync_master_enabled = off");
        }
    }

    /** Whatever a moment shows is seen by the next statement, whoever commits, in whichever way. */
    @ParameterizedTest
    @ValueSource(strings = {"commit", "xa", "xa elsewhere"})
    void moment_thatShowsACommit_isSeen(String way) throws Exception {
        try (Followed followed = Followed.of(BinlogServers.MARIADB, database);
                Connection writer = database.connect();
                Connection other = database.connect();
                Connection reader = database.connect()) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(way, writer, other));
            int seen = 0;
            while (seen < ROUNDS) {
                Commit commit = followed.next();
                while (!followed.feed.moment().shows(commit)) {
                    Thread.onSpinWait();
                }
                seen++;
                assertThat(Integer.parseInt(name(reader))).isGreaterThanOrEqualTo(seen);
            }
            writing.get();
        }
    }

    private static void write(String way, Connection writer, Connection other) {
        try {
            for (int i = 1; i <= ROUNDS; i++) {
                if (way.equals("commit")) {
                    update(writer, String.valueOf(i));
                    continue;
                }
                Sql.execute(writer, "xa start 'x'");
                update(writer, String.valueOf(i));
                Sql.execute(writer, "xa end 'x'", "xa prepare 'x'");
                Connection committer = way.equals("xa") ? writer : other;
                if (committer == other) {
                    // Only a session that has gone leaves it to others.
                    writer.close();
                    writer = database.connect();
                }
                Await.until("the commit", LONG, () -> commits(committer));
            }
            writer.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean commits(Connection committer) {
        try {
            Sql.execute(committer, "xa commit 'x'");
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void log_thatBeginsAnew_endsTheFeed(BinlogServers driver) throws Exception {
        try (Connection writer = database.connect()) {
            update(writer, "a");
            try (Followed followed = Followed.of(driver, database)) {
                update(writer, "b");
                assertThat(followed.told()).containsExactly("pet");
                Sql.execute(writer, "reset master");
                update(writer, "c");
                assertThat(followed.failure().getMessage()).contains("log");
                assertThatThrownBy(() -> followed.feed.receive(1, commit -> {})).hasMessageContaining("failed before");
                assertThatThrownBy(() -> followed.feed.moment()).hasMessageContaining("log was at");
            }
        }
    }

    @Test
    void log_rotated_isFollowedIntoTheNextFile() throws Exception {
        try (Followed followed = Followed.of(BinlogServers.MARIADB, database);
                Connection writer = database.connect()) {
            for (int i = 0; i < 3; i++) {
                Sql.execute(writer, "flush binary logs");
                update(writer, "file " + i);
                assertThat(followed.told()).containsExactly("pet");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void feed_whoseLogIsKilled_fails_andLeavesNothing(BinlogServers driver) throws Exception {
        try (Connection connection = database.connect()) {
            try (Followed followed = Followed.of(driver, database)) {
                String id = Sql.value(
                        connection, "select id from information_schema.processlist where command = 'Binlog Dump'");
                Sql.execute(connection, "kill " + id);
                assertThat(followed.failure().getMessage()).contains("log");
            }
            Followed.of(driver, database).close();
            Await.until("no session of a feed", LONG, () -> left(connection).equals("0"));
        }
    }

    private static String left(Connection connection) {
        try {
            return Sql.value(
                    connection, "select count(*) from information_schema.processlist where command = 'Binlog Dump'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoFeeds_doNotEndEachOther(BinlogServers driver) throws Exception {
        try (Followed one = Followed.of(driver, database);
                Followed two = Followed.of(driver, database);
                Connection writer = database.connect()) {
            update(writer, "both " + driver);
            assertThat(List.of(one.told(), two.told())).containsOnly(List.of("pet"));
        }
    }
}

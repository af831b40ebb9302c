package dev.covet.instrumentation.drivers.postgresql.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What is visible when, how far a feed is, and how it ends. */
class PostgresFeedMomentTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final PostgresServer server = FeedServers.usual();
    private static TestDatabase database;

    @BeforeAll
    static void prepare() {
        database = server.createDatabase(connection -> Sql.execute(
                connection,
                "create table pet (id int primary key, name text)",
                "insert into pet values (1, 'Rex')",
                "create publication covet for table pet"));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void moment_whileAStandbyHasNotConfirmed_doesNotShowWhatWasToldAlready() throws Exception {
        try (Following following = Following.of(database);
                Connection writer = database.connect();
                Connection reader = database.connect()) {
            update(writer, "Rex");
            following.commits();
            standbys("nobody");
            CompletableFuture<Void> update = CompletableFuture.runAsync(() -> update(writer, "Max"));
            Commit commit = following.next();
            Moment stalled = following.feed.moment();
            String seen = Sql.value(reader, "select name from pet where id = 1");

            assertThat(Following.text(commit)).isEqualTo("pet");
            assertThat(seen).isEqualTo("Rex");
            assertThat(stalled.shows(commit)).isFalse();

            Sql.execute(reader, "select pg_cancel_backend(" + pid(writer) + ")");
            update.get();
            assertThat(following.feed.moment().shows(commit)).isTrue();
            assertThat(Sql.value(reader, "select name from pet where id = 1")).isEqualTo("Max");
        } finally {
            standbys("");
        }
    }

    @Test
    void witness_asksBesideTheFeed_andEndsAlone() throws Exception {
        try (Following following = Following.of(database);
                Connection writer = database.connect()) {
            following.commits();
            Witness witness = following.feed.witness();
            assertThat(witness.moment().origin())
                    .isEqualTo(following.feed.moment().origin());
            update(writer, "Kim");
            Moment seen = witness.moment();
            assertThat(following.feed.reached(seen)).isFalse();

            Commit commit = following.next();

            assertThat(seen.shows(commit)).isTrue();
            following.commits();
            assertThat(following.feed.reached(seen)).isTrue();
            witness.close();
            assertThatThrownBy(witness::moment).isInstanceOf(SQLException.class);
            following.commits();
        }
    }

    /** The commit is in the log before the slot is, so it is not told; nor is it seen yet. */
    @Test
    void open_whileACommitIsNotSeenYet_waitsAndFails() throws Exception {
        try (Connection writer = database.connect();
                Connection reader = database.connect()) {
            standbys("nobody");
            CompletableFuture<Void> update = CompletableFuture.runAsync(() -> update(writer, "Tom"));
            awaitWaiting(reader, writer);

            assertThatThrownBy(() -> Following.of(database))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("COVET-4211")
                    .hasMessageContaining("process " + pid(writer));

            Sql.execute(reader, "select pg_cancel_backend(" + pid(writer) + ")");
            update.get();
            Following.of(database).close();
            assertNoSlot();
        } finally {
            standbys("");
        }
    }

    /**
     * One that began while the slot was made: its commit is in the log before the slot's begin, so it is not told, and
     * nobody sees it yet. First the server waits for two others, so that there is time for it.
     */
    @Test
    void open_whileACommitThatIsNotToldIsNotSeenYet_waits() throws Exception {
        try (Connection first = database.connect();
                Connection second = database.connect();
                Connection writer = database.connect();
                Connection reader = database.connect()) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            update(first, "first");
            CompletableFuture<ChangeFeed> opening = CompletableFuture.supplyAsync(() -> open(30));
            awaitWaitingFor(reader, first);
            Sql.execute(second, "insert into pet values (-2)");
            first.rollback();
            awaitWaitingFor(reader, second);
            standbys("nobody");
            CompletableFuture<Void> update = CompletableFuture.runAsync(() -> update(writer, "third"));
            awaitWaiting(reader, writer);
            second.rollback();

            assertThat(Await.whether(Duration.ofMillis(500), opening::isDone)).isFalse();
            assertThat(Sql.value(reader, "select count(*) from pg_stat_replication where state = 'streaming'"))
                    .isEqualTo("1");
            Sql.execute(reader, "select pg_cancel_backend(" + pid(writer) + ")");
            update.get();
            try (ChangeFeed feed = opening.get()) {
                feed.moment();
                assertThat(Sql.value(reader, "select name from pet where id = 1"))
                        .isEqualTo("third");
            }
        } finally {
            standbys("");
        }
    }

    private static ChangeFeed open(int patience) {
        try {
            return new PostgresChangeSource(
                            database.jdbcUrl(), FeedServers.properties(database.user(), database.password()), patience)
                    .open(FeedWishes.USUAL);
        } catch (FeedRefusedException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitWaitingFor(Connection reader, Connection holder) {
        Await.until(
                "the slot to wait",
                LONG,
                () -> {
                    try {
                        return Sql.value(
                                reader,
                                "select count(*) from pg_locks w join pg_locks h using (transactionid) where not w.granted"
                                        + " and h.granted and h.pid = " + pid(holder));
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                },
                "1"::equals);
    }

    private static void update(Connection writer, String name) {
        try {
            Sql.execute(writer, "update pet set name = '" + name + "' where id = 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitWaiting(Connection reader, Connection writer) {
        Await.until(
                "the commit to wait",
                LONG,
                () -> {
                    try {
                        return Sql.value(reader, "select wait_event from pg_stat_activity where pid = " + pid(writer));
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                },
                "SyncRep"::equals);
    }

    private static void standbys(String names) throws SQLException {
        Sql.execute(server.jdbcUrl("postgres"), server, "alter system set synchronous_standby_names = '" + names + "'");
        Sql.execute(server.jdbcUrl("postgres"), server, "select pg_reload_conf()");
        Await.until(
                "the setting",
                LONG,
                () -> {
                    try (Connection connection = database.connect()) {
                        return Sql.value(connection, "show synchronous_standby_names");
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                },
                names::equals);
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    @Test
    void reached_whileOthersWrite_comesAndCoversWhatWasSeen() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (Following following = Following.of(database);
                Connection reader = database.connect();
                Connection writer = database.connect()) {
            CompletableFuture<Integer> writes = CompletableFuture.supplyAsync(() -> write(writer, over));
            int told = 0;
            for (int i = 0; i < 20; i++) {
                int seen = Integer.parseInt(Sql.value(reader, "select count(*) from pet where id > 1000"));
                told += following.commits().size();
                assertThat(told).isGreaterThanOrEqualTo(seen);
            }
            over.set(true);
            int all = writes.get();
            told += following.commits().size();
            assertThat(told).isEqualTo(all).isPositive();
        }
    }

    private static int write(Connection writer, AtomicBoolean over) {
        try {
            int written = 0;
            while (!over.get()) {
                Sql.execute(writer, "insert into pet values (" + (1001 + written++) + ")");
            }
            return written;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void reached_beforeTheCommitIsHandedOut_isFalse() throws Exception {
        try (Following following = Following.of(database);
                Connection writer = database.connect()) {
            following.commits();
            Sql.execute(writer, "insert into pet values (-1)");
            Moment after = following.feed.moment();
            assertThat(following.feed.reached(after)).isFalse();
            List<Commit> commits = new ArrayList<>();
            Await.until("the moment", LONG, () -> {
                try {
                    following.feed.hurry();
                    following.feed.receive(1_000_000, commit -> {
                        assertThat(following.feed.reached(after)).isFalse();
                        commits.add(commit);
                    });
                    return following.feed.reached(after);
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(commits).hasSize(1);
        }
    }

    /** The server has what it writes flushed by pages at most, until somebody commits. */
    @Test
    void reached_whileAWritingTransactionStaysOpen_comesSoon() throws Exception {
        try (Following following = Following.of(database);
                Connection open = database.connect()) {
            assertReachesWithOpenTransaction(following, open);
        }
    }

    static void assertReachesWithOpenTransaction(Following following, Connection open) throws Exception {
        open.setAutoCommit(false);
        Sql.execute(open, "insert into pet select n from generate_series(-90000, -80000) n");
        Await.until("the log to be written and not flushed", LONG, () -> {
            try {
                Moment now = following.feed.moment();
                following.feed.receive(5_000_000, commit -> {});
                return !following.feed.reached(now);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        long start = System.nanoTime();
        assertThat(following.told()).isEmpty();
        // The server's own occasion comes after 15 seconds.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        open.rollback();
    }

    @Test
    void receive_nothingHappens_restsMostOfTheTime() throws Exception {
        try (Following following = Following.of(database)) {
            following.commits();
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long start = System.nanoTime();
            while (System.nanoTime() - start < 500_000_000) {
                following.feed.receive(50_000_000, commit -> {});
            }
            long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            // About 2 %; the rest is for machines that have other things to do.
            assertThat(spent).isLessThan(150_000_000);
        }
    }

    @Test
    void receive_walSenderEnded_fails() throws Exception {
        assertFailsWithout("select pg_terminate_backend(active_pid) from pg_replication_slots"
                + " where database = current_database()");
    }

    @Test
    void receive_askingConnectionEnded_fails() throws Exception {
        assertFailsWithout("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where application_name = 'covet' and backend_type = 'client backend'"
                + " and datname = current_database()");
    }

    private static void assertFailsWithout(String end) throws Exception {
        try (Following following = Following.of(database)) {
            Moment before = following.feed.moment();
            following.commits();
            assertThat(following.feed.reached(before)).isTrue();
            Sql.execute(database.jdbcUrl(), server, end);

            assertThat(following.failure().getSQLState()).matches("57P01|08...");
            assertThat(following.feed.reached(before)).isFalse();
            assertThatThrownBy(() -> following.feed.receive(0, commit -> {})).isInstanceOf(SQLException.class);
        }
        assertNoSlot();
    }

    @Test
    void receive_receiverFails_isNotGoneOnWith() throws Exception {
        try (Following following = Following.of(database);
                Connection writer = database.connect()) {
            Sql.execute(writer, "update pet set name = 'a' where id = 1");
            assertThatThrownBy(() -> {
                        while (true) {
                            following.feed.receive(1_000_000, commit -> {
                                throw new IllegalStateException("full");
                            });
                        }
                    })
                    .hasMessage("full");
            assertThatThrownBy(() -> following.feed.receive(0, commit -> {})).hasMessageContaining("failed before");
        }
    }

    @Test
    void receive_moreOfTheLogIsKeptThanAllowed_fails() throws Exception {
        try (Following following = Following.of(database, new FeedWishes("covet", 1 << 20));
                Following patient = Following.of(database, new FeedWishes("covet", 3 << 20));
                Connection writer = database.connect();
                Connection open = database.connect()) {
            open.setAutoCommit(false);
            Sql.execute(open, "insert into pet values (-100)");
            Sql.execute(writer, "create table bulk as select repeat('x', 1000) from generate_series(1, 5000)");

            assertThat(following.failure().getMessage())
                    .contains("COVET-4210", "more than 1 MB", "process " + pid(open));
            // More than its 3 MB, but neither four times as much nor for long.
            assertThat(patient.told()).isEmpty();
            patient.feed.receive(0, commit -> {});
        }
        assertNoSlot();
    }

    @Test
    void close_any_leavesNoSlotAndNoSession() throws Exception {
        Following following = Following.of(database);
        following.close();
        following.close();
        assertNoSlot();
        assertThatThrownBy(() -> following.feed.receive(0, commit -> {})).isInstanceOf(SQLException.class);
        assertThatThrownBy(following.feed::moment).isInstanceOf(SQLException.class);
    }

    private static void assertNoSlot() throws SQLException {
        try (Connection connection = database.connect()) {
            Await.until(
                    "no slot",
                    LONG,
                    () -> {
                        try {
                            return Sql.value(
                                    connection,
                                    "select (select count(*) from pg_replication_slots where database = current_database())"
                                            + " + (select count(*) from pg_stat_activity where application_name = 'covet'"
                                            + " and datname = current_database())");
                        } catch (SQLException e) {
                            throw new AssertionError(e);
                        }
                    },
                    "0"::equals);
        }
    }
}

package dev.covet.instrumentation.drivers.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.engine.change.Inquiry;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server says of itself to somebody who is not sent its log. */
class BinlogInquiryTest {
    private static final Duration LONG = Duration.ofSeconds(30);
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

    private static Inquiry inquiry(BinlogServers driver, TestDatabase of) throws Exception {
        return Objects.requireNonNull(driver.source(of).inquire(FeedWishes.USUAL));
    }

    private static void update(Connection connection, String name) {
        try {
            Sql.execute(connection, "update pet set name = '" + name + "' where id = 1");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void feed_hasTheSameIdentityAndPositions(BinlogServers driver) throws Exception {
        try (Followed followed = Followed.of(driver, database);
                Connection writer = database.connect();
                Inquiry inquiry = inquiry(driver, database);
                Witness witness = inquiry.witness()) {
            assertThat(inquiry.identity()).isNotEmpty().isEqualTo(followed.feed.identity());
            inquiry.check();
            inquiry.settle();
            Moment before = inquiry.moment();
            update(writer, "Max " + driver);
            Moment after = inquiry.moment();
            Commit commit = followed.next();
            inquiry.told(commit);
            assertThat(before.shows(commit)).isFalse();
            assertThat(after.shows(commit)).isTrue();
            assertThat(before.position()).isPositive().isLessThan(commit.position());
            assertThat(commit.position()).isLessThanOrEqualTo(after.position());
            assertThat(witness.moment().origin()).isEqualTo(after.origin());
            followed.reach(after);
            assertThat(followed.feed.position()).isGreaterThanOrEqualTo(after.position());
            Sql.execute(writer, "create table if not exists old (id int) engine = Aria");
            assertThat(inquiry.untold(Set.of("pet", "old"))).containsExactly("old");
        }
    }

    /** In a file of the log in which nobody has written yet as well. */
    @ParameterizedTest
    @EnumSource
    void settle_onAServerThatRests_isOverAtOnce(BinlogServers driver) throws Exception {
        try (Connection writer = database.connect();
                Inquiry inquiry = inquiry(driver, database)) {
            inquiry.settle();
            Sql.execute(writer, "flush binary logs");
            inquiry.settle();
            assertThat(inquiry.moment().position()).isPositive();
        }
    }

    @Test
    void settle_waitsForCommitsThatNobodySees() throws Exception {
        try (Connection writer = database.connect();
                Connection administrator = database.connect();
                Inquiry inquiry = inquiry(BinlogServers.MARIADB, database)) {
            Sql.execute(
                    administrator,
                    "set global rpl_semi_sync_master_wait_point = 'AFTER_SYNC'",
                    "set global rpl_semi_sync_master_timeout = 60000",
                    "set global rpl_semi_sync_master_enabled = on");
            String before = logged(administrator);
            CompletableFuture<Void> update = CompletableFuture.runAsync(() -> update(writer, "Tom"));
            Await.until("the commit to be in the log", LONG, () -> !before.equals(logged(administrator)));
            assertThatThrownBy(inquiry::settle).isInstanceOf(SQLException.class).hasMessageContaining("COVET-4211");
            Sql.execute(administrator, "set global rpl_semi_sync_master_enabled = off");
            update.get();
            inquiry.settle();
        }
    }

    private static String logged(Connection connection) {
        try {
            return Sql.value(connection, "select @@gtid_binlog_pos");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Committed by name, it is seen a moment after it was told. */
    @Test
    void preparedTransaction_isShownOnceItsNameIsGone() throws Exception {
        try (Followed followed = Followed.of(BinlogServers.MARIADB, database);
                Connection writer = database.connect();
                Inquiry inquiry = inquiry(BinlogServers.MARIADB, database)) {
            Sql.execute(writer, "xa start 'x'");
            update(writer, "Prepared");
            Sql.execute(writer, "xa end 'x'", "xa prepare 'x'", "xa commit 'x'");
            Commit commit = followed.next();
            inquiry.told(commit);
            assertThat((String) commit.id()).contains("x'");
            assertThat(inquiry.moment().shows(commit)).isTrue();
        }
    }

    @Test
    void otherDatabaseUserLogOrServer_isAnother() throws Exception {
        try (MariaDbServer restarted = MariaDbServer.start();
                TestDatabase one = restarted.createDatabase(connection -> {});
                TestDatabase two = restarted.createDatabase(connection -> {});
                Connection administrator = one.connect()) {
            Sql.execute(
                    administrator,
                    "create user other identified by 'other'",
                    "grant select, binlog monitor, replication slave on *.* to other");
            TestDatabase others = new TestDatabase(one.jdbcUrl(), "other", "other", () -> {});
            String first = identity(one);
            String origin = origin(one);
            assertThat(Set.of(first, identity(two), identity(others))).hasSize(3);
            assertThat(identity(one)).isEqualTo(first);
            assertThat(List.of(origin(two), origin(others))).containsOnly(origin);
            try (Inquiry inquiry = inquiry(BinlogServers.MARIADB, one)) {
                Sql.execute(administrator, "reset master");
                assertThatThrownBy(inquiry::check).hasMessageContaining("another history");
            }
            assertThat(identity(one)).isNotEqualTo(first);
            assertThat(origin(one)).isNotEqualTo(origin);
            String before = identity(one);
            String originBefore = origin(one);
            restarted.kill();
            restarted.restart();
            assertThat(identity(one)).isNotEqualTo(before);
            assertThat(origin(one)).isNotEqualTo(originBefore);
        }
    }

    /** What places in the log are of, which is no matter of who asks. */
    private static String origin(TestDatabase of) throws Exception {
        try (Inquiry inquiry = inquiry(BinlogServers.MARIADB, of)) {
            return inquiry.moment().origin();
        }
    }

    private static String identity(TestDatabase of) throws Exception {
        try (Inquiry inquiry = inquiry(BinlogServers.MARIADB, of)) {
            return inquiry.identity();
        }
    }

    @Test
    void userWithoutTheRight_isRefused() throws Exception {
        try (Connection administrator = database.connect()) {
            Sql.execute(administrator, "create user asks identified by 'asks'", "grant select on *.* to asks");
            TestDatabase plain = new TestDatabase(database.jdbcUrl(), "asks", "asks", () -> {});
            assertThatThrownBy(() -> inquiry(BinlogServers.MARIADB, plain))
                    .isInstanceOf(FeedRefusedException.class)
                    .hasMessageContaining("COVET-4245");
        }
    }
}

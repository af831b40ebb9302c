package dev.covet.instrumentation.drivers.postgresql.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
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
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says of itself to somebody who is not told of its changes. */
class PostgresInquiryTest {
    private static final PostgresServer SERVER = FeedServers.usual();

    private static TestDatabase database(PostgresServer server) {
        return server.createDatabase(connection -> Sql.execute(
                connection,
                "create table pet (id int primary key, name text)",
                "create table other (id int primary key)",
                "create publication covet for table pet",
                "create publication more for table pet"));
    }

    private static Inquiry inquiry(TestDatabase database, FeedWishes wishes) throws Exception {
        return Objects.requireNonNull(FeedServers.source(database).inquire(wishes));
    }

    private static Inquiry inquiry(TestDatabase database) throws Exception {
        return inquiry(database, FeedWishes.USUAL);
    }

    /** Also the versions at the ends of what is supported. */
    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void feed_hasTheSameIdentityAndPositions(int version) throws Exception {
        try (PostgresServer server = PostgresServer.builder().version(version).start();
                TestDatabase database = database(server);
                Following following = Following.of(database);
                Connection writer = database.connect();
                Inquiry inquiry = inquiry(database);
                Witness witness = inquiry.witness()) {
            assertThat(inquiry.identity()).isNotEmpty().isEqualTo(following.feed.identity());
            inquiry.check();
            Sql.execute(writer, "insert into pet values (1, 'one')");
            Moment moment = inquiry.moment();
            assertThat(moment.origin()).isEqualTo(following.feed.moment().origin());
            assertThat(witness.moment().origin()).isEqualTo(moment.origin());

            Commit commit = following.next();
            assertThat(moment.shows(commit)).isTrue();
            assertThat(commit.position()).isLessThanOrEqualTo(moment.position());
            following.commits();
            assertThat(following.feed.position()).isGreaterThanOrEqualTo(moment.position());
            assertThat(following.feed.reached(moment)).isTrue();
            assertThat(inquiry.untold(Set.of("pet", "other"))).containsExactly("other");
        }
    }

    @Test
    void otherDatabasePublicationOrServer_isAnother() throws Exception {
        try (TestDatabase database = database(SERVER);
                TestDatabase second = database(SERVER);
                Inquiry one = inquiry(database);
                Inquiry same = inquiry(database);
                Inquiry two = inquiry(second);
                Inquiry more = inquiry(database, new FeedWishes("more", 1L << 20))) {
            assertThat(one.identity()).isEqualTo(same.identity());
            assertThat(Set.of(one.identity(), two.identity(), more.identity())).hasSize(3);
        }
        try (PostgresServer restarted = PostgresServer.builder().start();
                TestDatabase database = database(restarted)) {
            String before;
            try (Inquiry inquiry = inquiry(database)) {
                before = inquiry.identity();
            }
            restarted.kill();
            restarted.restart();
            try (Inquiry inquiry = inquiry(database)) {
                assertThat(inquiry.identity()).isNotEqualTo(before);
            }
        }
    }

    @Test
    void settle_waitsForThoseThatWrite() throws Exception {
        try (TestDatabase database = database(SERVER);
                Connection writer = database.connect();
                Inquiry inquiry = inquiry(database)) {
            inquiry.settle();
            writer.setAutoCommit(false);
            Sql.execute(writer, "insert into pet values (1, 'one')");
            assertThatThrownBy(inquiry::settle).isInstanceOf(SQLException.class).hasMessageContaining("COVET-4211");
            writer.commit();
            inquiry.settle();
        }
    }

    @Test
    void roleWithoutTheRight_isAnswered_butNotTold() throws Exception {
        try (TestDatabase database = database(SERVER);
                Connection owner = database.connect()) {
            Sql.execute(
                    owner, "create role covet_asks login password 'covet_asks'", "grant select on pet to covet_asks");
            try {
                TestDatabase plain = new TestDatabase(database.jdbcUrl(), "covet_asks", "covet_asks", () -> {});
                try (Inquiry inquiry = inquiry(plain);
                        Inquiry owners = inquiry(database)) {
                    assertThat(inquiry.identity()).isEqualTo(owners.identity());
                    inquiry.settle();
                    assertThat(inquiry.moment().position()).isPositive();
                    inquiry.hurry(0);
                    assertThat(inquiry.untold(Set.of("pet"))).isEmpty();
                }
                assertThatThrownBy(() -> Following.of(plain).close())
                        .isInstanceOf(FeedRefusedException.class)
                        .hasMessageContaining("COVET-4203");
            } finally {
                Sql.execute(owner, "drop owned by covet_asks", "drop role covet_asks");
            }
        }
    }

    @Test
    void withoutPublication_isRefused() throws Exception {
        try (TestDatabase database = SERVER.createDatabase(connection -> {})) {
            assertThatThrownBy(() -> inquiry(database))
                    .isInstanceOf(FeedRefusedException.class)
                    .hasMessageContaining("COVET-4206");
        }
    }

    /** The server has what it writes flushed by pages at most, until somebody commits, or for fifteen seconds. */
    @Test
    void hurry_flushesWhatWasSeen() throws Exception {
        try (TestDatabase database = database(SERVER);
                Connection open = database.connect();
                Connection other = database.connect();
                Inquiry inquiry = inquiry(database)) {
            open.setAutoCommit(false);
            Sql.execute(open, "insert into pet select n from generate_series(1, 10000) n");
            long moment = inquiry.moment().position();
            String flushed = "select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0') >= " + moment;
            Await.until("the flush", Duration.ofSeconds(8), () -> {
                try {
                    inquiry.hurry(moment - 1);
                    return Sql.value(other, flushed).equals("t");
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            open.rollback();
        }
    }
}

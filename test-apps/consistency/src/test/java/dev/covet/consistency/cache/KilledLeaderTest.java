package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The process of the JVM that hands on the changes ends, or stands still, without a word. Whoever follows it answers nothing
 * that is too old, and is told otherwise soon.
 */
class KilledLeaderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String QUERY = "select v from counted where id = 1";
    private static final int READS = 20;

    private SharedStore store;
    private TestDatabase database;
    private Connection bare;
    private Counting counting;

    @BeforeEach
    void create() throws SQLException {
        store = new SharedStore();
        database = CacheRun.database();
        bare = database.connect();
        Sql.execute(bare, "create table counted (id int primary key, v int)", "insert into counted values (1, 0)");
        counting = new Counting(bare);
        counting.start();
    }

    @AfterEach
    void close() throws Exception {
        counting.end();
        bare.close();
        database.close();
        store.close();
    }

    /** Commits one number after the other by the bare driver, and knows when each was committed at the latest. */
    private static final class Counting extends Thread {
        private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
        private static final int MOST = 1 << 20;

        private final Connection bare;
        private final AtomicLongArray committed = new AtomicLongArray(MOST);
        private volatile int last;
        private volatile int begun;
        private volatile boolean ended;

        Counting(Connection bare) {
            super("counting");
            this.bare = bare;
            setDaemon(true);
        }

        @Override
        public void run() {
            try (PreparedStatement update = bare.prepareStatement("update counted set v = ? where id = 1")) {
                while (!ended && begun < MOST - 1) {
                    int next = begun + 1;
                    begun = next;
                    update.setInt(1, next);
                    update.executeUpdate();
                    committed.set(next, System.nanoTime());
                    last = next;
                    LockSupport.parkNanos(PAUSE);
                }
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        /** Whether this number was committed at this time, for certain. */
        boolean was(int number, long nanos) {
            return number <= last && committed.get(number) - nanos <= 0;
        }

        void end() throws InterruptedException {
            ended = true;
            join();
        }
    }

    /** A JVM that follows; each of its answers is compared with what was committed. */
    private final class Reader implements AutoCloseable {
        private final CachedJvm jvm = new CachedJvm(store.in(CacheRun.BOUNDED));
        private final Connection covered = jvm.to(database).getConnection();
        private int before;
        private long hits;

        Reader() throws SQLException {}

        /** Of several reads. */
        void read() {
            for (int i = 0; i < READS; i++) {
                long oldest = System.nanoTime() - CacheRun.BOUNDED.staleness().toNanos();
                int found = answer();
                hits += jvm.served() ? 1 : 0;
                assertThat(counting.was(found + 1, oldest))
                        .as(() -> found + " after " + counting.last + ' ' + jvm.outcome() + jvm.said())
                        .isFalse();
                assertThat(found).isBetween(before, counting.begun);
                before = found;
            }
        }

        private int answer() {
            try (PreparedStatement statement = covered.prepareStatement(QUERY);
                    ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getInt(1);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        String role() {
            return jvm.said().stream()
                    .filter(line -> line.equals("leading") || line.equals("handed"))
                    .reduce("", (earlier, last) -> last);
        }

        /** Whether changes are followed at present as this says, and it answers by that. */
        boolean answersAs(String role) {
            List<String> said = jvm.said();
            return role().equals(role) && !said.get(said.size() - 1).startsWith("lost") && jvm.served();
        }

        @Override
        public void close() throws SQLException {
            covered.close();
            jvm.close();
            assertThat(jvm.errors()).isEmpty();
            assertThat(jvm.violations()).isEmpty();
        }
    }

    private ForkedJvm leader() {
        ForkedJvm made = ForkedJvm.mainClass(LeaderMain.class.getName(), System.getProperty("java.class.path"))
                .flags("-XX:TieredStopAtLevel=1")
                .arguments(database.jdbcUrl(), database.user(), database.password())
                .arguments(store.server().address(), QUERY)
                .start();
        made.awaitLine("leading", PATIENCE);
        return made;
    }

    private static void reads(String what, List<Reader> readers, BooleanSupplier until) {
        Await.until(
                what
                        + readers.stream()
                                .map(reader -> reader.jvm.said().toString())
                                .toList(),
                PATIENCE,
                () -> {
                    readers.forEach(Reader::read);
                    return until.getAsBoolean();
                });
    }

    private static void readsAs(String role, Reader reader, List<Reader> all) {
        long hits = reader.hits;
        reads("answers as " + role, all, () -> reader.answersAs(role) && reader.hits > hits + READS);
    }

    @Test
    void killedLeader_isFollowedByItsFollower_whichIsNeverTooOld() throws SQLException {
        try (ForkedJvm leader = leader();
                Reader reader = new Reader()) {
            readsAs("handed", reader, List.of(reader));
            leader.signal("KILL");
            readsAs("leading", reader, List.of(reader));
            assertThat(leader.isAlive()).isFalse();
        }
    }

    @Test
    void killedLeader_ofTwoFollowers_isFollowedByOneForBoth() throws SQLException {
        try (ForkedJvm leader = leader();
                Reader one = new Reader();
                Reader two = new Reader()) {
            List<Reader> both = List.of(one, two);
            readsAs("handed", one, both);
            readsAs("handed", two, both);
            leader.signal("KILL");
            reads("a leader", both, () -> one.answersAs("leading") || two.answersAs("leading"));
            Reader other = one.role().equals("leading") ? two : one;
            readsAs("handed", other, both);
        }
    }

    @Test
    void leaderThatStandsStill_andGoesOnLater_makesNothingOld() throws SQLException {
        try (ForkedJvm leader = leader();
                Reader reader = new Reader()) {
            readsAs("handed", reader, List.of(reader));
            leader.signal("STOP");
            readsAs("leading", reader, List.of(reader));
            leader.signal("CONT");
            reads(
                    "who stood still to follow",
                    List.of(reader),
                    () -> leader.output().contains("handed"));
            readsAs("leading", reader, List.of(reader));
        }
    }
}

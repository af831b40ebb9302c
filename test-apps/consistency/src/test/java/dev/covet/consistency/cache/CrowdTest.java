package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.features.cache.CacheSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many who want the same, of whom the first has asked already and is not answered yet, as somebody has locked the table. How often
 * the database is asked does not hang on who is quick.
 */
class CrowdTest {
    private static final int CROWD = 40;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String QUERY = "select name from pet where id = ?";
    private static final String LARGE = "select name from pet where id % 1000 = ? or id > 3000 order by id";
    private static final String BY_VIEW = "select n from v where id = ?";

    /** So long that those who follow changes are in time on any machine, unless they are kept from it. */
    private static final Duration STALENESS = Duration.ofSeconds(6);

    private static final CacheSettings SETTINGS = new CacheSettings(
                    CacheSettings.Mode.ON,
                    CacheSettings.Level.BOUNDED,
                    STALENESS,
                    0,
                    1 << 20,
                    1_000,
                    "covet",
                    256L << 20,
                    List.of(),
                    0)
            .keepingAll();

    private final StalledFeed.Stall stall = new StalledFeed.Stall();
    private final CachedJvm jvm = new CachedJvm(SETTINGS, stall::of);
    private final List<Connection> connections = new ArrayList<>();
    private TestDatabase database;
    private DataSource source;
    private Connection own;
    private Connection observer;

    @BeforeEach
    void pets() throws SQLException {
        database = CacheRun.database();
        own = database.connect();
        observer = database.connect();
        source = jvm.to(database.jdbcUrl("prepareThreshold=0"), database);
        Sql.execute(
                own,
                "create table pet (id int primary key, name text)",
                "create view v as select id, name as n from pet",
                "insert into pet select id, 'pet ' || id from generate_series(1, 9) id");
        own.setAutoCommit(false);
    }

    @AfterEach
    void end() throws SQLException {
        for (Connection each : connections) {
            each.close();
        }
        assertThat(jvm.errors()).isEmpty();
        jvm.close();
        own.close();
        observer.close();
        database.close();
    }

    private Connection covered() throws SQLException {
        Connection made = source.getConnection();
        connections.add(made);
        return made;
    }

    private static String asked(PreparedStatement statement, int id) throws SQLException {
        statement.setInt(1, id);
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException failure) {
            return failure.getSQLState();
        }
    }

    private static String answer(Connection connection, String sql, int id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return asked(statement, id);
        }
    }

    /** Begins on a thread of its own. */
    private static Asking begun(Callable<String> question) {
        FutureTask<String> answer = new FutureTask<>(question);
        Thread thread = new Thread(answer);
        thread.setDaemon(true);
        thread.start();
        return new Asking(thread, answer);
    }

    private record Asking(Thread thread, FutureTask<String> answer) {
        /** Whether it waits until somebody else has been answered. */
        boolean waits() {
            Object blocker = LockSupport.getBlocker(thread);
            return blocker != null && blocker.getClass().getSimpleName().equals("Flight");
        }
    }

    private void lock() throws SQLException {
        Sql.execute(own, "lock table pet in access exclusive mode");
    }

    /** Until the server has so many who wait for the table. */
    private void awaitBlocked(int count) {
        Await.until("the server to have " + count + " who wait", LIMIT, () -> {
            try {
                String waiting = Sql.value(
                        observer,
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and datname = current_database()");
                return waiting.equals(String.valueOf(count));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The query is answered from the cache, and known to take seconds, so that others wait for it as long. */
    private Connection warm(String sql) throws Exception {
        Connection first = covered();
        awaitHit(first, sql);
        lock();
        Asking slow = begun(() -> answer(first, sql, 2));
        awaitBlocked(1);
        jvm.putForward(Duration.ofSeconds(4));
        own.commit();
        slow.answer().get();
        awaitHit(first, sql);
        return first;
    }

    private void awaitHit(Connection connection, String sql) {
        Await.until("a hit", LIMIT, () -> Ground.answer(connection, sql, 1), answer -> jvm.served());
    }

    /** Nothing is told for longer than answers are given without. */
    private void silence(Connection connection) {
        stall.silent();
        jvm.putForward(STALENESS.multipliedBy(2));
        Await.until(
                "being late",
                LIMIT,
                () -> Ground.answer(connection, QUERY, 1),
                any -> jvm.outcome().equals("late"));
        int looks = stall.looks();
        Await.until(
                "definitions to be looked at",
                LIMIT,
                () -> Ground.answer(connection, QUERY, 1),
                any -> stall.looks() > looks + 3);
    }

    /** The first is there before the others come; each has a connection that is known. */
    private List<Asking> crowd(Connection first, String sql) throws SQLException {
        List<Connection> others = new ArrayList<>();
        for (int i = 1; i < CROWD; i++) {
            Connection other = covered();
            answer(other, sql, 1);
            others.add(other);
        }
        lock();
        List<Asking> all = new ArrayList<>();
        all.add(begun(() -> answer(first, sql, 3)));
        awaitBlocked(1);
        for (Connection other : others) {
            all.add(begun(() -> answer(other, sql, 3)));
        }
        Await.until("all to wait", LIMIT, () -> all.subList(1, CROWD).stream().allMatch(Asking::waits));
        return all;
    }

    private static List<String> answers(List<Asking> crowd) throws Exception {
        List<String> answers = new ArrayList<>();
        for (Asking each : crowd) {
            answers.add(each.answer().get());
        }
        return answers;
    }

    @Test
    void changesAreTold_oneAsks() throws Exception {
        Connection first = warm(QUERY);
        List<Asking> crowd = crowd(first, QUERY);
        long hits = jvm.hits();

        own.commit();

        assertThat(answers(crowd)).containsOnly("pet 3");
        assertThat(jvm.hits() - hits).isEqualTo(CROWD - 1);
    }

    @Test
    void nothingIsTold_twoAsk() throws Exception {
        Connection first = warm(QUERY);
        silence(first);
        List<Asking> crowd = crowd(first, QUERY);
        long hits = jvm.hits();

        Sql.execute(own, "update pet set name = 'another' where id = 3");
        own.commit();

        // Who asked before the commit may see either.
        assertThat(answers(crowd).subList(1, CROWD)).containsOnly("another");
        assertThat(jvm.hits() - hits).isEqualTo(CROWD - 2);
    }

    /** What somebody of this JVM writes at that time makes the first answer one that is not kept. */
    @Test
    void ownWriteUnderWay_twoAsk() throws Exception {
        Connection first = warm(QUERY);
        Connection writing = covered();
        lock();
        Asking write = begun(() -> {
            try (Statement statement = writing.createStatement()) {
                return String.valueOf(statement.executeUpdate("update pet set name = 'mine' where id = 3"));
            }
        });
        awaitBlocked(1);
        List<Asking> crowd = new ArrayList<>();
        crowd.add(begun(() -> answer(first, QUERY, 3)));
        awaitBlocked(2);
        for (int i = 1; i < CROWD; i++) {
            Connection other = covered();
            crowd.add(begun(() -> answer(other, QUERY, 3)));
        }
        Await.until("all to wait", LIMIT, () -> crowd.subList(1, CROWD).stream().allMatch(Asking::waits));
        long hits = jvm.hits();

        own.commit();

        assertThat(write.answer().get()).isEqualTo("1");
        assertThat(answers(crowd)).isSubsetOf("pet 3", "mine");
        assertThat(jvm.hits() - hits).isGreaterThanOrEqualTo(CROWD - 2);
    }

    @Test
    void firstIsCancelled_anotherAsksForAllOthers() throws Exception {
        Connection first = warm(QUERY);
        List<Connection> others = new ArrayList<>();
        for (int i = 1; i < CROWD; i++) {
            others.add(covered());
            answer(others.get(i - 1), QUERY, 1);
        }
        lock();
        List<Asking> crowd = new ArrayList<>();
        try (PreparedStatement cancelled = first.prepareStatement(QUERY)) {
            crowd.add(begun(() -> asked(cancelled, 3)));
            awaitBlocked(1);
            for (Connection other : others) {
                crowd.add(begun(() -> answer(other, QUERY, 3)));
            }
            Await.until(
                    "all to wait", LIMIT, () -> crowd.subList(1, CROWD).stream().allMatch(Asking::waits));
            long hits = jvm.hits();

            cancelled.cancel();

            assertThat(crowd.get(0).answer().get()).isEqualTo("57014");
            awaitBlocked(1);
            own.commit();
            assertThat(answers(crowd).subList(1, CROWD)).containsOnly("pet 3");
            assertThat(jvm.hits() - hits).isEqualTo(CROWD - 2);
        }
    }

    /** What is not kept for its size is not handed on either. */
    @Test
    void answerIsTooLarge_othersAskAtOnce() throws Exception {
        Connection first = warm(LARGE);
        List<Asking> crowd = crowd(first, LARGE);
        long hits = jvm.hits();

        Sql.execute(own, "insert into pet select 3000 + i, 'pet 3' from generate_series(1, 2000) i");
        own.commit();

        assertThat(answers(crowd)).containsOnly("pet 3");
        assertThat(jvm.hits()).isEqualTo(hits);
    }

    /** Nobody knows whether what a session is shown hangs on its settings by now. */
    @Test
    void definitionsAreNotLookedAt_eachAsks() throws Exception {
        List<Connection> sessions = new ArrayList<>();
        sessions.add(warm(BY_VIEW));
        sessions.add(covered());
        sessions.add(covered());
        for (Connection each : sessions) {
            Sql.execute(each, "set app.x = 'of session " + sessions.indexOf(each) + "'");
            awaitHit(each, BY_VIEW);
        }
        stall.stuck();
        jvm.putForward(STALENESS.multipliedBy(2));
        Sql.execute(own, "create or replace view v as select id, current_setting('app.x') as n from pet");
        own.commit();
        lock();

        List<Asking> crowd = new ArrayList<>();
        crowd.add(begun(() -> answer(sessions.get(0), BY_VIEW, 3)));
        awaitBlocked(1);
        for (Connection each : sessions.subList(1, 3)) {
            crowd.add(begun(() -> answer(each, BY_VIEW, 3)));
        }
        Await.until("both to wait", LIMIT, () -> crowd.subList(1, 3).stream().allMatch(Asking::waits));
        own.commit();

        assertThat(answers(crowd)).containsExactly("of session 0", "of session 1", "of session 2");
    }
}

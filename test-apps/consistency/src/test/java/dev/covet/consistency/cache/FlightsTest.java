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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Many who want the same at once. */
class FlightsTest {
    private static final int READERS = 40;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Nobody changes anything, and the machine is busy. */
    private static final CacheSettings PATIENT = new CacheSettings(
                    CacheSettings.Mode.ON,
                    CacheSettings.Level.BOUNDED,
                    Duration.ofSeconds(6),
                    0,
                    1 << 20,
                    1_000,
                    "covet",
                    256L << 20,
                    List.of(),
                    0)
            .keepingAll();

    private static final String SLOW =
            "select count(*) from pet, generate_series(1, 1000000) g where pet.id = ? and g % 7 < pet.id";

    private static final String SLOWER =
            "select count(*) from pet, generate_series(1, 3000000) g where pet.id = ? and g % 7 < pet.id";

    private static long asked(PreparedStatement statement, int id) throws SQLException {
        statement.setInt(1, id);
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static boolean isKept(Connection connection, CachedJvm jvm, String sql, int id) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            asked(statement, id);
            return jvm.served();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void slowQuery_ofManyAtOnce_isSentOnce() throws Exception {
        try (TestDatabase database = CacheRun.database();
                CachedJvm jvm = new CachedJvm(PATIENT)) {
            try (Connection own = database.connect()) {
                Sql.execute(own, "create table pet (id int primary key)", "insert into pet values (1), (2)");
            }
            DataSource source = jvm.to(database.jdbcUrl("prepareThreshold=0"), database);
            try (Connection first = source.getConnection()) {
                Await.until("the query to be kept", Duration.ofSeconds(40), () -> isKept(first, jvm, SLOW, 1));
            }
            long hits = jvm.hits();
            List<Connection> connections = new ArrayList<>();
            try {
                for (int i = 0; i < READERS; i++) {
                    connections.add(source.getConnection());
                }
                assertThat(answers(connections)).hasSize(READERS).containsOnly(285715L);
            } finally {
                for (Connection connection : connections) {
                    connection.close();
                }
            }
            assertThat(jvm.hits() - hits).isEqualTo(READERS - 1);
            assertThat(jvm.errors()).isEmpty();
        }
    }

    @Test
    void cancel_whileAnotherOneAsks_endsTheStatementThatWaits() throws Exception {
        try (TestDatabase database = CacheRun.database();
                CachedJvm jvm = new CachedJvm(PATIENT);
                Connection own = database.connect()) {
            Sql.execute(own, "create table pet (id int primary key)", "insert into pet values (1), (2)");
            DataSource source = jvm.to(database.jdbcUrl("prepareThreshold=0"), database);
            try (Connection first = source.getConnection();
                    Connection second = source.getConnection();
                    PreparedStatement asking = first.prepareStatement(SLOWER);
                    PreparedStatement waiting = second.prepareStatement(SLOWER)) {
                Await.until("the query to be kept", LIMIT, () -> isKept(first, jvm, SLOWER, 1));
                CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> outcome(asking));
                Await.until("the query to be asked", LIMIT, () -> isAsked(own));

                CompletableFuture<String> cancelled = CompletableFuture.supplyAsync(() -> outcome(waiting));
                Await.until("the statement that waits to end", LIMIT, () -> {
                    cancel(waiting);
                    return cancelled.isDone();
                });

                assertThat(cancelled.get()).isEqualTo("57014");
                assertThat(answer.get()).isEqualTo("857143");
                assertThat(jvm.errors()).isEmpty();
            }
        }
    }

    private static String outcome(PreparedStatement statement) {
        try {
            return String.valueOf(asked(statement, 2));
        } catch (SQLException failure) {
            return failure.getSQLState();
        }
    }

    private static boolean isAsked(Connection own) {
        try {
            return !Sql.value(
                            own,
                            "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()"
                                    + " and datname = current_database() and query like '%3000000%'")
                    .equals("0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void cancel(PreparedStatement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> answers(List<Connection> connections) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections.size());
        try {
            CyclicBarrier start = new CyclicBarrier(connections.size());
            List<Future<Long>> answers = new ArrayList<>();
            for (Connection connection : connections) {
                answers.add(threads.submit(() -> {
                    try (PreparedStatement statement = connection.prepareStatement(SLOW)) {
                        start.await();
                        return asked(statement, 2);
                    }
                }));
            }
            List<Long> found = new ArrayList<>();
            for (Future<Long> answer : answers) {
                found.add(answer.get());
            }
            return found;
        } finally {
            threads.shutdownNow();
        }
    }
}

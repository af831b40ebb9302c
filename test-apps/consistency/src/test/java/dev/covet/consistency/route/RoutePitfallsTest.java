package dev.covet.consistency.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.ServerAccess;
import dev.covet.optimizer.features.route.RouteSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes to a replica, and what does not. */
class RoutePitfallsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BY_KEY = "select name from pet where id = ?";

    /** Takes minutes, or no time if no row is asked for. */
    private static final String SLOW = "select count(*) from pet a, pet b, pet c, pet d where a.id > ?";

    private static RoutedServers servers;

    private TestDatabase database;
    private RoutedJvm jvm;
    private Connection connection;

    @BeforeAll
    static void start() {
        servers = RoutedServers.postgres();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void create() throws SQLException {
        database = servers.createDatabase();
        try (Connection bare = database.connect()) {
            Sql.execute(
                    bare,
                    "create table pet (id int primary key, name text, made timestamptz default '2024-02-29 12:00+00')",
                    "insert into pet select g, 'pet ' || g from generate_series(1, 1000) g");
        }
        servers.awaitCaughtUp();
        jvm = servers.jvm();
        connection = jvm.to(database).getConnection();
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        jvm.close();
        assertThat(jvm.errors()).isEmpty();
        database.close();
    }

    private static String asked(Connection connection, String sql, int... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setInt(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        }
    }

    private void awaitRouted(String sql, int... values) {
        Await.until("that a replica answers: " + jvm.outcomes() + jvm.said(), PATIENCE, () -> {
            try {
                asked(connection, sql, values);
                return jvm.routed();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void momentOfATransaction_isThePrimarys() throws SQLException {
        String moment = "select now()::text, name from pet where id = ?";
        awaitRouted(moment, 8);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        String began = asked(connection, moment, 8);
        assertThat(jvm.outcome()).isEqualTo("moment");
        assertThat(asked(connection, moment, 8)).isEqualTo(began);
        connection.rollback();
    }

    /** So that nothing but this statement keeps it from a replica. */
    private void assertStays(String outcome, String sql, int... values) throws SQLException {
        awaitRouted(BY_KEY, 1);
        Await.until("the ruling", PATIENCE, () -> {
            try {
                asked(connection, sql, values);
                assertThat(jvm.routed()).isFalse();
                return jvm.outcome().equals(outcome);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void reads_inAutocommit_goToReplicas() throws SQLException {
        awaitRouted(BY_KEY, 7);

        assertThat(asked(connection, BY_KEY, 7)).isEqualTo("pet 7");
        assertThat(jvm.server()).startsWith("127.0.0.1:");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, name, made from pet where id = 8")) {
            assertThat(rows.getStatement()).isSameAs(statement);
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("id")).isEqualTo(8);
            assertThat(rows.getTimestamp("made").toInstant()).hasToString("2024-02-29T12:00:00Z");
        }
    }

    @Test
    void readOnlyTransactions_goToReplicas() throws SQLException {
        awaitRouted(BY_KEY, 7);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        awaitRouted(BY_KEY, 8);
        connection.commit();
        connection.setAutoCommit(true);
        connection.setReadOnly(false);
    }

    @Test
    void transactionsThatMayWrite_stay() throws SQLException {
        awaitRouted(BY_KEY, 7);
        connection.setAutoCommit(false);
        assertThat(asked(connection, BY_KEY, 7)).isEqualTo("pet 7");
        assertThat(jvm.outcome()).isEqualTo("transaction");
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Test
    void snapshots_stay() throws SQLException {
        awaitRouted(BY_KEY, 7);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        assertThat(asked(connection, BY_KEY, 7)).isEqualTo("pet 7");
        assertThat(jvm.outcome()).isEqualTo("isolation");
        connection.rollback();
    }

    @Test
    void sessionWithSettings_stays() throws SQLException {
        awaitRouted(BY_KEY, 7);
        Sql.execute(connection, "set time zone 'Asia/Tokyo'");
        asked(connection, BY_KEY, 7);
        assertThat(jvm.outcome()).isEqualTo("pinned");
    }

    @Test
    void ownWrites_areSeen_whileAllReplicasLag() throws SQLException {
        awaitRouted(BY_KEY, 7);
        servers.first().pauseReplay();
        servers.second().pauseReplay();
        try (Connection other = jvm.to(database).getConnection()) {
            for (int round = 0; round < 20; round++) {
                Sql.execute(other, "update pet set name = 'round " + round + "' where id = 7");
                assertThat(asked(connection, BY_KEY, 7)).isEqualTo("round " + round);
                assertThat(jvm.outcome()).isEqualTo("behind");
            }
        } finally {
            servers.first().resumeReplay();
            servers.second().resumeReplay();
        }
        awaitRouted(BY_KEY, 7);
        assertThat(asked(connection, BY_KEY, 7)).isEqualTo("round 19");
    }

    /** Their commits are answered before the log is flushed, and so before replicas can get them. */
    @Test
    void fleetingCommits_areSeen() throws SQLException {
        awaitRouted(BY_KEY, 7);
        try (Connection other = jvm.to(database).getConnection()) {
            Sql.execute(other, "set synchronous_commit = off");
            for (int round = 0; round < 200; round++) {
                Sql.execute(other, "update pet set name = 'fleeting " + round + "' where id = 9");
                assertThat(asked(connection, BY_KEY, 9)).isEqualTo("fleeting " + round);
            }
        }
    }

    @Test
    void functionsThatDoSomething_stay() throws SQLException {
        assertStays("ruled out", "select name, pg_notify('pets', 'read')::text from pet where id = ?", 1);
        assertStays("ruled out", "select name from pet where id = ? for share", 1);
    }

    @Test
    void comments_areFollowed() throws SQLException {
        assertStays("asked for", "/* covet:primary */ select name from pet where id = ?", 1);
        assertStays("ruled out", "/* covet:off route */ select name from pet where id = ?", 1);
    }

    @Test
    void comments_doNotHideOwnWrites() throws SQLException {
        String asked = "/* covet:replica */ " + BY_KEY;
        awaitRouted(asked, 5);
        connection.setAutoCommit(false);
        assertThat(asked(connection, asked, 5)).isEqualTo("pet 5");
        assertThat(jvm.routed()).isTrue();
        Sql.execute(connection, "update pet set name = 'own' where id = 5");

        assertThat(asked(connection, asked, 5)).isEqualTo("own");
        assertThat(jvm.outcome()).isEqualTo("transaction");
        connection.rollback();
    }

    @Test
    void failedTransaction_staysFailed() throws SQLException {
        awaitRouted(BY_KEY, 5);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        assertThat(asked(connection, BY_KEY, 5)).isEqualTo("pet 5");
        assertThat(jvm.routed()).isTrue();
        assertThatThrownBy(() -> Sql.execute(connection, "select 1 / 0")).isInstanceOf(SQLException.class);

        assertThatThrownBy(() -> asked(connection, BY_KEY, 5))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("25P02"));
        connection.rollback();
        assertThat(asked(connection, BY_KEY, 5)).isEqualTo("pet 5");
        assertThat(jvm.routed()).isTrue();
    }

    @Test
    void errorsOfTheStatement_areThePrimarys() throws SQLException {
        awaitRouted(BY_KEY, 7);
        String sql = "select 1 / (id - ?) from pet where id = ?";
        awaitRouted(sql, 1, 2);

        assertThatThrownBy(() -> asked(connection, sql, 2, 2))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("division by zero");
        assertThat(jvm.outcome()).isEqualTo("failed");
        assertThat(asked(connection, BY_KEY, 3)).isEqualTo("pet 3");
    }

    @Test
    void timeouts_areKept() throws SQLException {
        awaitRouted(BY_KEY, 7);
        awaitRouted(SLOW, 2_000);
        try (PreparedStatement statement = connection.prepareStatement(SLOW)) {
            statement.setInt(1, 0);
            statement.setQueryTimeout(1);
            assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
            assertThat(jvm.outcome()).isEqualTo("ended");
        }
        assertThat(asked(connection, BY_KEY, 3)).isEqualTo("pet 3");
    }

    @Test
    void cancelled_endsTheReplicasStatement() throws Exception {
        awaitRouted(BY_KEY, 7);
        awaitRouted(SLOW, 2_000);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (PreparedStatement statement = connection.prepareStatement(SLOW)) {
            statement.setInt(1, 0);
            Future<?> asking = thread.submit(() -> assertThatThrownBy(statement::executeQuery)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("cancel"));
            // The driver cancels once, and in vain what has not begun.
            Await.until("that it runs", PATIENCE, this::isSlowRunning);
            statement.cancel();
            asking.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(isSlowRunning()).isFalse();
        } finally {
            thread.shutdownNow();
        }
        assertThat(asked(connection, BY_KEY, 3)).isEqualTo("pet 3");
    }

    private boolean isSlowRunning() {
        String running = "select count(*) from pg_stat_activity where state = 'active' and query like '%pet d where%'"
                + " and pid <> pg_backend_pid()";
        return List.of(servers.first(), servers.second()).stream().anyMatch(standby -> {
            String url = standby.jdbcUrl("postgres");
            try (Connection asking = DriverManager.getConnection(url, database.user(), database.password())) {
                return !"0".equals(Sql.value(asking, running));
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    private void assertRefused(String replica, String code) throws SQLException {
        RouteSettings settings = new RouteSettings(
                RouteSettings.Mode.ON, List.of(replica), RouteSettings.Consistency.SESSION, Duration.ofSeconds(10), 10);
        try (RoutedJvm other = new RoutedJvm(servers.family(), settings);
                Connection through = other.to(database).getConnection()) {
            Await.until(code + other.said(), PATIENCE, () -> {
                try {
                    assertThat(asked(through, BY_KEY, 7)).isEqualTo("pet 7");
                    assertThat(other.routed()).isFalse();
                    return other.said().stream().anyMatch(line -> line.startsWith(code));
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(other.errors()).isEmpty();
        }
    }

    @Test
    void replicaThatCannotBeReached_isSaid() throws SQLException {
        assertRefused("127.0.0.1:1", "COVET-4310");
    }

    @Test
    void replicaThatIsAPrimary_isSaid() throws SQLException {
        assertRefused("127.0.0.1:" + servers.port(), "COVET-4311");
    }

    @Test
    void replicaOfAnotherCluster_isSaid() throws SQLException {
        try (PostgresServer other = PostgresServer.start();
                var standby = other.startStandby()) {
            String url = standby.jdbcUrl("postgres") + "?user=" + other.user() + "&password=" + other.password();
            assertRefused(url, "COVET-4312");
        }
    }

    /** As with a name that a balancer stands behind. */
    @Test
    void addressOfSeveralReplicas_isSaid() throws SQLException {
        RouteSettings settings = new RouteSettings(
                RouteSettings.Mode.ON,
                List.of("several"),
                RouteSettings.Consistency.SESSION,
                Duration.ofSeconds(10),
                10);
        List<String> each = List.of(servers.first().address(), servers.second().address());
        AtomicInteger opened = new AtomicInteger();
        UnaryOperator<ServerAccess> balanced = known ->
                address -> known.open(address.equals("several") ? each.get(opened.getAndIncrement() % 2) : address);
        try (RoutedJvm other = new RoutedJvm(servers.family(), settings, balanced, UnaryOperator.identity());
                Connection through = other.to(database).getConnection()) {
            Await.until("COVET-4313" + other.said(), PATIENCE, () -> {
                try {
                    assertThat(asked(through, BY_KEY, 7)).isEqualTo("pet 7");
                    return other.said().stream().anyMatch(line -> line.startsWith("COVET-4313"));
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    @Test
    void applicationOnAReplica_isSaid() throws SQLException {
        String url = database.jdbcUrl()
                .replace(":" + servers.port(), ":" + servers.first().server().port());
        try (RoutedJvm other = servers.jvm();
                Connection through = other.to(url, database).getConnection()) {
            Await.until("COVET-4314", PATIENCE, () -> {
                try {
                    asked(through, BY_KEY, 7);
                    return other.said().stream().anyMatch(line -> line.startsWith("COVET-4314"));
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }
}

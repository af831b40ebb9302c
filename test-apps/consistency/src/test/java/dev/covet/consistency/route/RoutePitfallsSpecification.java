package dev.covet.consistency.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.ServerAccess;
import dev.covet.optimizer.features.route.RouteSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What goes to a replica, and what does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RoutePitfallsSpecification {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String BY_KEY = "select name from pet where id = ?";

    /** Takes minutes, or no time if no row is asked for. */
    static final String SLOW = "select count(*) from pet a, pet b, pet c, pet d where a.id > ?";

    private RoutedServers servers;
    private TestDatabase database;
    private RoutedJvm jvm;
    private Connection connection;

    abstract RoutedServers started();

    /** A table of a thousand pets that are named by their number. */
    abstract List<String> tables();

    final RoutedServers servers() {
        return servers;
    }

    final TestDatabase database() {
        return database;
    }

    final RoutedJvm jvm() {
        return jvm;
    }

    final Connection connection() {
        return connection;
    }

    @BeforeAll
    final void start() {
        servers = started();
    }

    @AfterAll
    final void stop() {
        servers.close();
    }

    @BeforeEach
    final void create() throws SQLException {
        database = servers.createDatabase();
        try (Connection bare = database.connect()) {
            Sql.execute(bare, tables().toArray(String[]::new));
        }
        servers.awaitCaughtUp();
        jvm = servers.jvm();
        connection = jvm.to(database).getConnection();
    }

    @AfterEach
    final void drop() throws SQLException {
        connection.close();
        jvm.close();
        assertThat(jvm.errors()).isEmpty();
        database.close();
    }

    static String asked(Connection connection, String sql, int... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setInt(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        }
    }

    final void awaitRouted(String sql, int... values) {
        Await.until("that a replica answers: " + jvm.outcomes() + jvm.said(), PATIENCE, () -> {
            try {
                asked(connection, sql, values);
                return jvm.routed();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** So that nothing but this statement keeps it from a replica. */
    final void assertStays(String outcome, String sql, int... values) throws SQLException {
        awaitRouted(BY_KEY, 1);
        try (Connection own = jvm.to(database).getConnection()) {
            Await.until("the ruling", PATIENCE, () -> {
                try {
                    asked(own, sql, values);
                    assertThat(jvm.routed()).isFalse();
                    return jvm.outcome().equals(outcome);
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    final void assertRefused(String replica, String code) throws SQLException {
        assertRefused(database, replica, code);
    }

    /** That the primary answers all the same, and people are told. */
    final void assertRefused(TestDatabase of, String replica, String code) throws SQLException {
        try (RoutedJvm other = new RoutedJvm(servers.family(), RoutedServers.settings(List.of(replica)));
                Connection through = other.to(of).getConnection()) {
            awaitSaid(other, through, code);
            assertThat(asked(through, BY_KEY, 7)).isEqualTo("pet 7");
            assertThat(other.outcomes()).doesNotContainKey("replica");
            assertThat(other.errors()).isEmpty();
        }
    }

    final void awaitSaid(RoutedJvm other, Connection through, String code) {
        Await.until(code + other.said(), PATIENCE, () -> {
            try {
                asked(through, BY_KEY, 7);
                return other.said().stream().anyMatch(line -> line.startsWith(code));
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    final void reads_inAutocommit_goToReplicas() throws SQLException {
        awaitRouted(BY_KEY, 7);

        assertThat(asked(connection, BY_KEY, 7)).isEqualTo("pet 7");
        assertThat(jvm.server()).startsWith("127.0.0.1:");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, name, made from pet where id = 8")) {
            assertThat(rows.getStatement()).isSameAs(statement);
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("id")).isEqualTo(8);
            assertThat(rows.getTimestamp("made")).isEqualTo(made());
        }
    }

    private Timestamp made() throws SQLException {
        try (Connection bare = database.connect();
                Statement statement = bare.createStatement();
                ResultSet rows = statement.executeQuery("select made from pet where id = 8")) {
            rows.next();
            return rows.getTimestamp(1);
        }
    }

    @Test
    final void readOnlyTransactions_goToReplicas() throws SQLException {
        awaitRouted(BY_KEY, 7);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        awaitRouted(BY_KEY, 8);
        connection.commit();
        connection.setAutoCommit(true);
        connection.setReadOnly(false);
    }

    @Test
    final void transactionsThatMayWrite_stay() throws SQLException {
        awaitRouted(BY_KEY, 7);
        connection.setAutoCommit(false);
        assertThat(asked(connection, BY_KEY, 7)).isEqualTo("pet 7");
        assertThat(jvm.outcome()).isEqualTo("transaction");
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Test
    final void snapshots_stay() throws SQLException {
        awaitRouted(BY_KEY, 7);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        assertThat(asked(connection, BY_KEY, 7)).isEqualTo("pet 7");
        assertThat(jvm.outcome()).isEqualTo("isolation");
        connection.rollback();
    }

    @Test
    final void ownWrites_areSeen_whileAllReplicasLag() throws SQLException {
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

    @Test
    final void comments_areFollowed() throws SQLException {
        assertStays("asked for", "/* covet:primary */ select name from pet where id = ?", 1);
        assertStays("ruled out", "/* covet:off route */ select name from pet where id = ?", 1);
    }

    @Test
    final void comments_doNotHideOwnWrites() throws SQLException {
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
    final void timeouts_areKept() throws SQLException {
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
    final void replicaThatCannotBeReached_isSaid() throws SQLException {
        assertRefused("127.0.0.1:1", "COVET-4310");
    }

    @Test
    final void replicaThatIsAPrimary_isSaid() throws SQLException {
        assertRefused("127.0.0.1:" + servers.port(), "COVET-4311");
    }

    /** As with a name that a balancer stands behind. */
    @Test
    final void addressOfSeveralReplicas_isSaid() throws SQLException {
        RouteSettings settings = RoutedServers.settings(List.of("several"));
        List<String> each = List.of(servers.first().address(), servers.second().address());
        AtomicInteger opened = new AtomicInteger();
        UnaryOperator<ServerAccess> balanced = known ->
                address -> known.open(address.equals("several") ? each.get(opened.getAndIncrement() % 2) : address);
        try (RoutedJvm other = new RoutedJvm(servers.family(), settings, balanced, UnaryOperator.identity());
                Connection through = other.to(database).getConnection()) {
            awaitSaid(other, through, "COVET-4313");
            assertThat(asked(through, BY_KEY, 7)).isEqualTo("pet 7");
        }
    }

    @Test
    final void applicationOnAReplica_isSaid() throws SQLException {
        String url = database.jdbcUrl()
                .replace(":" + servers.port(), ":" + servers.first().server().port());
        try (RoutedJvm other = servers.jvm();
                Connection through = other.to(url, database).getConnection()) {
            awaitSaid(other, through, "COVET-4314");
        }
    }
}

package dev.covet.consistency.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoutePitfallsTest extends RoutePitfallsSpecification {
    @Override
    RoutedServers started() {
        return RoutedServers.postgres();
    }

    @Override
    List<String> tables() {
        return List.of(
                "create table pet (id int primary key, name text, made timestamptz default '2024-02-29 12:00+00')",
                "insert into pet select g, 'pet ' || g from generate_series(1, 1000) g");
    }

    @Test
    void momentOfATransaction_isThePrimarys() throws SQLException {
        String moment = "select now()::text, name from pet where id = ?";
        awaitRouted(moment, 8);
        connection().setReadOnly(true);
        connection().setAutoCommit(false);
        String began = asked(connection(), moment, 8);
        assertThat(jvm().outcome()).isEqualTo("moment");
        assertThat(asked(connection(), moment, 8)).isEqualTo(began);
        connection().rollback();
    }

    @Test
    void settings_areTheReplicasToo() throws SQLException {
        String made = "select made::text from pet where id = ?";
        awaitRouted(made, 7);
        Sql.execute(connection(), "set time zone 'Asia/Tokyo'");
        awaitRouted(made, 7);
        assertThat(asked(connection(), made, 7)).isEqualTo("2024-02-29 21:00:00+09");
        Sql.execute(connection(), "set work_mem = '8MB'", "set search_path = nowhere, public");
        awaitRouted(made, 7);
        Sql.execute(connection(), "reset time zone");
        awaitRouted(made, 7);
        try (Connection bare = database().connect()) {
            assertThat(asked(connection(), made, 7))
                    .isEqualTo(Sql.value(bare, "select made::text from pet where id = 7"));
        }
    }

    @Test
    void settingsThatNobodyKnows_stay_untilTheyAreReset() throws SQLException {
        awaitRouted(BY_KEY, 7);
        for (String setting : List.of("set exit_on_error = off", "set debug_print_plan = off")) {
            Sql.execute(connection(), setting);
            asked(connection(), BY_KEY, 7);
            assertThat(jvm().outcome()).isEqualTo("pinned");
        }
        Sql.execute(connection(), "reset debug_print_plan");
        asked(connection(), BY_KEY, 7);
        assertThat(jvm().outcome()).isEqualTo("pinned");
        Sql.execute(connection(), "reset all");
        awaitRouted(BY_KEY, 7);
        Sql.execute(connection(), "listen pets");
        asked(connection(), BY_KEY, 7);
        assertThat(jvm().outcome()).isEqualTo("pinned");
        Sql.execute(connection(), "discard all");
        awaitRouted(BY_KEY, 7);
    }

    @Test
    void settingsThatWereTakenBack_areNotTheReplicas() throws SQLException {
        String made = "select made::text from pet where id = ?";
        awaitRouted(made, 7);
        String before = asked(connection(), made, 7);
        connection().setAutoCommit(false);
        Sql.execute(connection(), "set time zone 'Asia/Tokyo'");
        connection().rollback();
        connection().setReadOnly(true);
        Sql.execute(connection(), "set local time zone 'Asia/Tokyo'");
        awaitRouted(made, 7);
        assertThat(asked(connection(), made, 7)).isEqualTo("2024-02-29 21:00:00+09");
        connection().commit();
        connection().setAutoCommit(true);
        connection().setReadOnly(false);
        awaitRouted(made, 7);
        assertThat(asked(connection(), made, 7)).isEqualTo(before);
    }

    @Test
    void schemaOfJdbc_isTheReplicasToo() throws SQLException {
        awaitRouted(BY_KEY, 7);
        try (Connection bare = database().connect()) {
            Sql.execute(bare, "create schema other", "create table other.pet as select 7 as id, 'other pet' as name");
        }
        servers().awaitCaughtUp();
        try (Connection own = jvm().to(database()).getConnection()) {
            own.setSchema("other");
            Await.until("that a replica answers: " + jvm().outcomes(), PATIENCE, () -> {
                try {
                    assertThat(asked(own, BY_KEY, 7)).isEqualTo("other pet");
                    assertThat(asked(connection(), BY_KEY, 7)).isEqualTo("pet 7");
                    return jvm().routed() && asked(own, BY_KEY, 7).equals("other pet") && jvm().routed();
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    /** Their commits are answered before the log is flushed, and so before replicas can get them. */
    @Test
    void fleetingCommits_areSeen() throws SQLException {
        awaitRouted(BY_KEY, 7);
        try (Connection other = jvm().to(database()).getConnection()) {
            Sql.execute(other, "set synchronous_commit = off");
            for (int round = 0; round < 200; round++) {
                Sql.execute(other, "update pet set name = 'fleeting " + round + "' where id = 9");
                assertThat(asked(connection(), BY_KEY, 9)).isEqualTo("fleeting " + round);
            }
        }
    }

    @Test
    void functionsThatDoSomething_stay() throws SQLException {
        assertStays("ruled out", "select name, pg_notify('pets', 'read')::text from pet where id = ?", 1);
        assertStays("ruled out", "select name from pet where id = ? for share", 1);
    }

    @Test
    void failedTransaction_staysFailed() throws SQLException {
        awaitRouted(BY_KEY, 5);
        connection().setReadOnly(true);
        connection().setAutoCommit(false);
        assertThat(asked(connection(), BY_KEY, 5)).isEqualTo("pet 5");
        assertThat(jvm().routed()).isTrue();
        assertThatThrownBy(() -> Sql.execute(connection(), "select 1 / 0")).isInstanceOf(SQLException.class);

        assertThatThrownBy(() -> asked(connection(), BY_KEY, 5))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("25P02"));
        connection().rollback();
        assertThat(asked(connection(), BY_KEY, 5)).isEqualTo("pet 5");
        assertThat(jvm().routed()).isTrue();
    }

    @Test
    void errorsOfTheStatement_areThePrimarys() throws SQLException {
        awaitRouted(BY_KEY, 7);
        String sql = "select 1 / (id - ?) from pet where id = ?";
        awaitRouted(sql, 1, 2);

        assertThatThrownBy(() -> asked(connection(), sql, 2, 2))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("division by zero");
        assertThat(jvm().outcome()).isEqualTo("failed");
        assertThat(asked(connection(), BY_KEY, 3)).isEqualTo("pet 3");
    }

    @Test
    void cancelled_endsTheReplicasStatement() throws Exception {
        awaitRouted(BY_KEY, 7);
        awaitRouted(SLOW, 2_000);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (PreparedStatement statement = connection().prepareStatement(SLOW)) {
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
        assertThat(asked(connection(), BY_KEY, 3)).isEqualTo("pet 3");
    }

    private boolean isSlowRunning() {
        String running = "select count(*) from pg_stat_activity where state = 'active' and query like '%pet d where%'"
                + " and pid <> pg_backend_pid()";
        return List.of(servers().first(), servers().second()).stream().anyMatch(standby -> {
            String url = standby.jdbcUrl("postgres");
            try (Connection asking = DriverManager.getConnection(
                    url, database().user(), database().password())) {
                return !"0".equals(Sql.value(asking, running));
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void replicaOfAnotherCluster_isSaid() throws SQLException {
        try (PostgresServer other = PostgresServer.start();
                var standby = other.startStandby()) {
            String url = standby.jdbcUrl("postgres") + "?user=" + other.user() + "&password=" + other.password();
            assertRefused(url, "COVET-4312");
        }
    }
}

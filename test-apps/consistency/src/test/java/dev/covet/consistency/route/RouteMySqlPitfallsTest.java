package dev.covet.consistency.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.junit.NeedsMySql;
import dev.covet.fixtures.mysql.MySqlServer;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

@NeedsMySql(own = true)
class RouteMySqlPitfallsTest extends RoutePitfallsSpecification {
    private static final List<String> TABLES = List.of(
            "create table pet (id int primary key, name varchar(40), made datetime default '2024-02-29 12:00:00')",
            "insert into pet (id, name) with recursive g as (select 1 as n union all select n + 1 from g where n < 1000)"
                    + " select n, concat('pet ', n) from g");

    @Override
    RoutedServers started() {
        return RoutedServers.mySql();
    }

    @Override
    List<String> tables() {
        return TABLES;
    }

    private static void fill(Connection empty) throws SQLException {
        Sql.execute(empty, TABLES.toArray(String[]::new));
    }

    @Test
    void transactionsWithoutNumbers_areSaid() throws SQLException {
        try (MySqlServer other = MySqlServer.builder()
                        .option("--gtid-mode=OFF_PERMISSIVE")
                        .start();
                TestDatabase without = other.createDatabase(RouteMySqlPitfallsTest::fill)) {
            assertRefused(without, "127.0.0.1:" + other.port(), "COVET-4321");
        }
    }

    @Test
    void withoutABinaryLog_isSaid() throws SQLException {
        try (MySqlServer other = MySqlServer.builder().option("--skip-log-bin").start();
                TestDatabase without = other.createDatabase(RouteMySqlPitfallsTest::fill)) {
            assertRefused(without, "127.0.0.1:" + other.port(), "COVET-4321");
        }
    }

    @Test
    void userWhoMayNotSeeWhatIsLeftOut_isSaid_untilTheGrant() throws SQLException {
        try (Connection administrator = database().connect();
                RoutedJvm other = servers().jvm()) {
            Sql.execute(
                    administrator,
                    "create user covet_plain identified by 'covet_plain'",
                    "grant select, insert, update on *.* to covet_plain");
            servers().awaitCaughtUp();
            TestDatabase plain = new TestDatabase(
                    database().jdbcUrl() + "?allowPublicKeyRetrieval=true", "covet_plain", "covet_plain", () -> {});
            try (Connection through = other.to(plain).getConnection()) {
                awaitSaid(other, through, "COVET-4322");
                assertThat(other.outcomes()).doesNotContainKey("replica");
                Sql.execute(administrator, "grant replication client on *.* to covet_plain");
                Await.until("the replica" + other.said(), PATIENCE, () -> {
                    try {
                        asked(through, BY_KEY, 7);
                        return other.routed();
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                });
            }
            Sql.execute(administrator, "drop user covet_plain");
        }
    }
}

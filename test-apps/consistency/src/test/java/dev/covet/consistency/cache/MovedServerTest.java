package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.postgres.PostgresStandby;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** An address that leads to a promoted replica from some time on, while the primary before it goes on as if nothing had happened. */
class MovedServerTest {
    private static final String QUERY = "select v from register where k = ?";

    private static void write(Connection connection, String value) throws SQLException {
        Sql.execute(connection, "update register set v = '" + value + "'");
    }

    @Test
    void sessionsOfTheNewServer_areNotToldWhatTheOldOneSays() throws SQLException {
        try (PostgresServer server =
                        PostgresServer.builder().setting("wal_level", "logical").start();
                Ground ground = Ground.on(server.createDatabase())) {
            ground.sql(
                    "create table register (k int primary key, v text)",
                    "insert into register values (1, 'first')",
                    "create publication covet for all tables");
            TestDatabase database = ground.database();
            try (PostgresStandby standby = server.startStandby();
                    Connection before = ground.covered()) {
                ground.warm(before, QUERY, 1);
                standby.awaitCaughtUp();
                standby.promote();
                String name = Sql.value(ground.other(), "select current_database()");
                try (Connection there = DriverManager.getConnection(
                                standby.jdbcUrl(name), database.user(), database.password());
                        Connection after = ground.cover(
                                DriverManager.getConnection(
                                        standby.jdbcUrl(name), database.user(), database.password()),
                                database.jdbcUrl())) {
                    write(there, "of the new one");
                    write(ground.other(), "of the old one");
                    ground.pass();
                    for (int i = 0; i < 200; i++) {
                        ground.assertCurrent(before, QUERY, 1);
                        assertThat(Ground.answer(after, QUERY, 1)).contains("of the new one");
                        assertThat(ground.served()).isFalse();
                    }
                    assertThat(ground.warm(before, QUERY, 1)).contains("of the old one");
                    assertThat(Ground.answer(after, QUERY, 1)).contains("of the new one");
                }
            }
        }
    }
}

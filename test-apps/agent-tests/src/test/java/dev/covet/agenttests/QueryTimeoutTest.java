package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.unexported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.programs.TimeoutMain;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements whose time the application does not limit. */
class QueryTimeoutTest {
    private static final String TABLE = "create table patient as select 1 as id";

    private static AgentJar.End run(TestDatabase database, String url, int jdk, String slow, String options) {
        return AgentJar.run(unexported(program(TimeoutMain.class, jdk, url, database.user(), database.password(), slow)
                .flags(flag("banner=off" + options))));
    }

    private static final String LIMITED =
            ",breaker.query-timeout=1s,breaker.query-timeout-rules=\"table:patient off,table:owner,query:zz 1s\"";

    private static void assertLimited(AgentJar.End end) {
        assertThat(end.status()).isZero();
        assertThat(end.output())
                .containsExactly(
                        "without: cut short",
                        "left behind 0",
                        "with its own: ran",
                        "kept 30",
                        "with none wanted: ran",
                        "found 0",
                        "prepared: cut short",
                        "left behind 0",
                        "found 0",
                        "prepared: cut short",
                        "left behind 0",
                        "by a rule: ran");
        assertThat(AgentJar.complaints(end.errors()))
                .singleElement()
                .asString()
                .contains("COVET-4410")
                .contains("[table:owner]");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void postgres(int jdk) {
        try (PostgresServer server = PostgresServer.start();
                TestDatabase database = server.createDatabase(connection -> Sql.execute(connection, TABLE))) {
            String slow = "select pg_sleep(2)";
            assertLimited(run(database, database.jdbcUrl(), jdk, slow, LIMITED));
            assertThat(run(database, database.jdbcUrl(), jdk, slow, "").output())
                    .contains("without: ran", "prepared: ran");
        }
    }

    @Test
    void mariaDb_byBothDrivers() {
        try (MariaDbServer server = MariaDbServer.start();
                TestDatabase database = server.createDatabase(connection -> Sql.execute(connection, TABLE))) {
            String slow = "select sleep(2)";
            assertLimited(run(database, database.jdbcUrl(), 17, slow, LIMITED));
            String url = database.jdbcUrl().replace("jdbc:mariadb:", "jdbc:mysql:");
            assertLimited(
                    run(database, url + (url.contains("?") ? "&" : "?") + "cachePrepStmts=true", 17, slow, LIMITED));
        }
    }
}

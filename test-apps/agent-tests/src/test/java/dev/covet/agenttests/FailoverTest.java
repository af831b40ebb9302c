package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.unexported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.programs.FailoverMain;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.network.NetworkDelay;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.postgres.PostgresStandby;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.time.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that writes through a pool, whose primary is lost and whose standby is promoted. */
class FailoverTest {
    private static final Logger LOG = Logger.getLogger(FailoverTest.class.getName());
    private static final Pattern UP = Pattern.compile("up (\\d+) at (\\d+)");
    private static final String DATABASE = "postgres";
    private static final String WRITERS =
            "select count(*) from pg_stat_activity where query like '%entry%' and pid <> pg_backend_pid()";

    @TempDir
    private Path folder;

    private PostgresServer primary;
    private PostgresStandby standby;

    @BeforeEach
    void start() throws SQLException {
        primary = PostgresServer.start();
        Sql.execute(primary.jdbcUrl(DATABASE), primary, "create table entry (id int, port int)");
        standby = primary.startStandby();
    }

    @AfterEach
    void stop() {
        standby.close();
        primary.close();
    }

    private ForkedJvm application(String pool, String replicas, String options) {
        return application(pool, primary.jdbcUrl(DATABASE), replicas, options);
    }

    private ForkedJvm application(String pool, String url, String replicas, String options) {
        return unexported(program(
                        FailoverMain.class,
                        17,
                        pool,
                        url + "?socketTimeout=3",
                        primary.user(),
                        primary.password(),
                        folder.resolve("end").toString()))
                .flags(flag("banner=off,prefetch.mode=off,route.replicas=" + replicas + options))
                .start();
    }

    private ForkedJvm application(String pool) {
        ForkedJvm jvm = application(pool, address(standby), "");
        awaitSaid(jvm, "COVET-4315");
        jvm.awaitLine("up " + primary.port(), LIMIT);
        return jvm;
    }

    private static String address(PostgresStandby standby) {
        return "127.0.0.1:" + standby.port();
    }

    private static void awaitSaid(ForkedJvm jvm, String code) {
        Await.until(
                code + " to be said: " + jvm.errors(),
                LIMIT,
                () -> jvm.errors().stream().anyMatch(line -> line.contains(code + " ")));
    }

    private static boolean isSaid(ForkedJvm jvm, String code) {
        return jvm.errors().stream().anyMatch(line -> line.contains(code + " "));
    }

    /** When a row was first written there; waits for it. */
    private static long awaitWriting(ForkedJvm jvm, int port) {
        Matcher up = UP.matcher(jvm.awaitLine("up " + port + " ", LIMIT));
        assertThat(up.find()).isTrue();
        return Long.parseLong(up.group(2));
    }

    private void end(ForkedJvm jvm) throws IOException {
        Files.createFile(folder.resolve("end"));
        assertThat(jvm.awaitExit(LIMIT)).isZero();
        assertThat(jvm.errors()).noneMatch(line -> line.contains("COVET-2"));
    }

    /** None of what was said to be refused is there, and nothing is there twice; all that was written there is there. */
    private void assertTrue(ForkedJvm jvm, String url, int port) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, primary.user(), primary.password())) {
            assertThat(Sql.value(connection, "select count(*) - count(distinct id) from entry"))
                    .isEqualTo("0");
            List<String> refused = rows(jvm, "refused ");
            if (!refused.isEmpty()) {
                assertThat(Sql.value(
                                connection,
                                "select count(*) from entry where id in (" + String.join(",", refused) + ")"))
                        .isEqualTo("0");
            }
            assertThat(Sql.value(connection, "select count(*) > 0 from entry where port = " + port))
                    .isEqualTo("t");
        }
    }

    private static List<String> rows(ForkedJvm jvm, String outcome) {
        return jvm.output().stream()
                .filter(line -> line.startsWith(outcome))
                .map(line -> line.substring(outcome.length()))
                .toList();
    }

    /** The last two have a data source of the driver instead of a URL. */
    @ParameterizedTest
    @ValueSource(strings = {"hikari", "tomcat", "dbcp2", "c3p0", "agroal", "hikari of a source", "tomcat of a source"})
    void killedPrimary_promotedStandby_isWrittenTo(String pool) throws Exception {
        try (ForkedJvm jvm = application(pool)) {
            primary.kill();
            standby.promote();
            long promoted = System.currentTimeMillis();
            long writing = awaitWriting(jvm, standby.port());
            LOG.info(() -> pool + ": writes restored " + (writing - promoted) + " ms after promotion");
            awaitSaid(jvm, "COVET-4316");
            // It comes back as if nothing had happened, and takes writes: nobody is to give it any.
            primary.restart();
            String before = Sql.value(primary.jdbcUrl(DATABASE), primary, "select count(*) from entry");
            int written = rows(jvm, "written ").size();
            Await.until("more rows", LIMIT, () -> rows(jvm, "written ").size() > written + 50);
            assertThat(Sql.value(primary.jdbcUrl(DATABASE), primary, "select count(*) from entry"))
                    .isEqualTo(before);
            end(jvm);
            assertTrue(jvm, standby.jdbcUrl(DATABASE), standby.port());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hikari", "tomcat", "dbcp2", "c3p0", "agroal"})
    void promotedStandby_ofAPrimaryThatIsThenReadOnly_isWrittenTo(String pool) throws Exception {
        try (ForkedJvm jvm = application(pool)) {
            standby.promote();
            awaitSaid(jvm, "COVET-4318");
            assertThat(isSaid(jvm, "COVET-4316")).isFalse();
            Sql.execute(
                    primary.jdbcUrl(DATABASE),
                    primary,
                    "alter system set default_transaction_read_only = on",
                    "select pg_reload_conf()");
            awaitWriting(jvm, standby.port());
            Await.until("the last connection to the old primary to end", LIMIT, () -> {
                try {
                    return "0".equals(Sql.value(primary.jdbcUrl(DATABASE), primary, WRITERS));
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            end(jvm);
            assertTrue(jvm, standby.jdbcUrl(DATABASE), standby.port());
        }
    }

    @Test
    void frozenPrimary_isLeft_onceItIsSilent() throws Exception {
        try (ForkedJvm jvm = application("hikari")) {
            primary.suspend();
            try {
                standby.promote();
                awaitWriting(jvm, standby.port());
            } finally {
                primary.resume();
            }
            end(jvm);
            assertTrue(jvm, standby.jdbcUrl(DATABASE), standby.port());
        }
    }

    @Test
    void commitThatWaitsForItsAnswer_isUnknown() throws Exception {
        try (ForkedJvm jvm = application("hikari", address(standby), "")) {
            awaitSaid(jvm, "COVET-4315");
            awaitWriting(jvm, primary.port());
            Sql.execute(
                    primary.jdbcUrl(DATABASE),
                    primary,
                    "alter system set synchronous_standby_names = 'nobody'",
                    "select pg_reload_conf()");
            Await.until("the commits of all threads to wait", LIMIT, () -> {
                try {
                    return "t"
                            .equals(Sql.value(
                                    primary.jdbcUrl(DATABASE),
                                    primary,
                                    "select count(*) >= 3 from pg_stat_activity where wait_event = 'SyncRep'"));
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            primary.kill();
            standby.promote();
            awaitWriting(jvm, standby.port());
            assertThat(rows(jvm, "unknown ")).isNotEmpty();
            assertThat(rows(jvm, "down ")).anyMatch(line -> line.contains("08007") && line.contains("COVET-4320"));
            end(jvm);
            assertTrue(jvm, standby.jdbcUrl(DATABASE), standby.port());
        }
    }

    @Test
    void addressWhereAnotherServerIsPromotedLater_isUsedAgain() throws Exception {
        NetworkDelay address = NetworkDelay.before("127.0.0.1", primary.port());
        String url = "jdbc:postgresql://127.0.0.1:" + address.port() + "/" + DATABASE;
        try (ForkedJvm jvm = application("hikari", url, address(standby), "")) {
            awaitSaid(jvm, "COVET-4315");
            awaitWriting(jvm, primary.port());
            primary.kill();
            standby.promote();
            awaitWriting(jvm, standby.port());
            address.close();
            try (PostgresStandby next = standby.startStandby();
                    NetworkDelay again = NetworkDelay.builder("127.0.0.1", next.port())
                            .listenOn("127.0.0.1", address.port())
                            .start()) {
                next.awaitCaughtUp();
                standby.kill();
                next.promote();
                awaitWriting(jvm, next.port());
                assertThat(again.connectionsAccepted()).isPositive();
                end(jvm);
                assertTrue(jvm, next.jdbcUrl(DATABASE), next.port());
            }
        } finally {
            address.close();
        }
    }

    @Test
    void observing_saysSoAndMovesNothing() throws Exception {
        try (ForkedJvm jvm = application("hikari", address(standby), ",route.failover=observe")) {
            awaitSaid(jvm, "COVET-4315");
            awaitWriting(jvm, primary.port());
            primary.kill();
            standby.promote();
            awaitSaid(jvm, "COVET-4317");
            primary.restart();
            int written = rows(jvm, "written ").size();
            Await.until("more rows", LIMIT, () -> rows(jvm, "written ").size() > written + 20);
            end(jvm);
            assertThat(jvm.output()).noneMatch(line -> line.startsWith("up " + standby.port()));
        }
    }

    /** Its password is another one, unless it is given the application's. */
    @ParameterizedTest
    @ValueSource(strings = {"COVET-4310", "COVET-4311"})
    void serverOfAnotherCluster_isNeverWrittenTo(String code) throws Exception {
        try (PostgresServer other = PostgresServer.start()) {
            if (code.equals("COVET-4311")) {
                Sql.execute(
                        other.jdbcUrl(DATABASE),
                        other,
                        "alter user " + other.user() + " password '" + primary.password() + "'");
            }
            try (ForkedJvm jvm = application("hikari", "127.0.0.1:" + other.port(), "")) {
                awaitSaid(jvm, code);
                awaitWriting(jvm, primary.port());
                primary.kill();
                jvm.awaitLine("down", LIMIT);
                primary.restart();
                int written = rows(jvm, "written ").size();
                Await.until("more rows", LIMIT, () -> rows(jvm, "written ").size() > written + 20);
                end(jvm);
                assertThat(isSaid(jvm, "COVET-4316")).isFalse();
            }
        }
    }
}

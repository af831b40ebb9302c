package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.unexported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.programs.RereadMain;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.postgres.PostgresStandby;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.time.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application with a pool, whose connection to the primary breaks while it reads. */
class LostReadTest {
    private static final String DATABASE = "postgres";
    private static final String READING =
            " from pg_stat_activity where query like '%slept%' and pid <> pg_backend_pid()";

    @TempDir
    private Path folder;

    private PostgresServer primary;
    private PostgresStandby standby;

    @BeforeEach
    void start() throws SQLException {
        primary = PostgresServer.start();
        onPrimary(
                "create table pet (id int primary key, name text)",
                "insert into pet values (1, 'old')",
                "create table nap (seconds int)",
                "insert into nap values (0)");
        standby = primary.startStandby();
    }

    @AfterEach
    void stop() {
        standby.close();
        primary.close();
    }

    private void onPrimary(String... statements) throws SQLException {
        Sql.execute(primary.jdbcUrl(DATABASE), primary, statements);
    }

    private ForkedJvm application(String pool) {
        return unexported(program(
                        RereadMain.class,
                        17,
                        pool,
                        primary.jdbcUrl(DATABASE),
                        primary.user(),
                        primary.password(),
                        folder.toString()))
                .flags(flag("banner=off,prefetch.mode=off,route.replicas=127.0.0.1:" + standby.port()))
                .start();
    }

    private void awaitReading(String url, String state) {
        Await.until("a read to be " + state, LIMIT, () -> {
            try {
                return !"0"
                        .equals(Sql.value(url, primary, "select count(*)" + READING + " and state = '" + state + "'"));
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** The application reads what it has written, at the primary, while the standby shows it, too. */
    private void read(ForkedJvm jvm) throws SQLException, IOException {
        awaitReading(standby.jdbcUrl(DATABASE), "idle");
        standby.pauseReplay();
        onPrimary("update nap set seconds = 600");
        Files.createFile(folder.resolve("new"));
        jvm.awaitLine("wrote new", LIMIT);
        awaitReading(primary.jdbcUrl(DATABASE), "active");
        onPrimary("update nap set seconds = 0");
        standby.resumeReplay();
        standby.awaitCaughtUp();
        String now = Sql.value(standby.jdbcUrl(DATABASE), primary, "select clock_timestamp()");
        Await.until("Covet to ask how far the standby is", LIMIT, () -> {
            try {
                return !"0"
                        .equals(Sql.value(
                                standby.jdbcUrl(DATABASE),
                                primary,
                                "select count(*) from pg_stat_activity where query like '%pg_last_wal_replay_lsn%'"
                                        + " and pid <> pg_backend_pid() and query_start > '" + now + "'"));
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"hikari", "dbcp", "tomcat"})
    void sessionThatIsEnded_readIsAnsweredByTheReplica(String pool) throws Exception {
        try (ForkedJvm jvm = application(pool)) {
            read(jvm);
            onPrimary("select pg_terminate_backend(pid)" + READING);
            jvm.awaitLine("read new", LIMIT);
            assertThat(jvm.errors()).anyMatch(line -> line.contains("COVET-4319 "));
            if (!pool.equals("tomcat")) {
                Files.createFile(folder.resolve("newer"));
                jvm.awaitLine("read newer", LIMIT);
            }
            Files.createFile(folder.resolve("end"));
            assertThat(jvm.awaitExit(LIMIT)).isZero();
            assertThat(jvm.output()).noneMatch(line -> line.startsWith("failed"));
            assertThat(jvm.errors()).noneMatch(line -> line.contains("COVET-2"));
        }
    }

    @Test
    void killedPrimary_readIsAnsweredByTheReplica() throws Exception {
        try (ForkedJvm jvm = application("hikari")) {
            read(jvm);
            primary.kill();
            jvm.awaitLine("read new", LIMIT);
            assertThat(jvm.output().subList(0, jvm.output().indexOf("read new")))
                    .noneMatch(line -> line.startsWith("failed"));
            Files.createFile(folder.resolve("end"));
            assertThat(jvm.awaitExit(LIMIT)).isZero();
            assertThat(jvm.errors()).noneMatch(line -> line.contains("COVET-2"));
        }
    }
}

package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.unexported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.programs.OutageMain;
import dev.covet.fixtures.DatabaseServer;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.process.RunningServer;
import dev.covet.fixtures.time.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application with a plain pool, whose database fails and comes back. */
class OutageTest {
    @TempDir
    private Path folder;

    private ForkedJvm application(int jdk, DatabaseServer server, String url, String options, int patience) {
        return unexported(program(
                        OutageMain.class,
                        jdk,
                        url,
                        server.user(),
                        server.password(),
                        folder.resolve("end").toString(),
                        String.valueOf(patience)))
                .flags(flag(options))
                .start();
    }

    private static void awaitLast(ForkedJvm jvm, String kind) {
        Await.until(kind + " to be the last line", LIMIT, () -> {
            List<String> output = jvm.output();
            return !output.isEmpty() && output.get(output.size() - 1).contains(kind);
        });
    }

    private static void awaitError(ForkedJvm jvm, String code) {
        Await.until(
                code + " to be said", LIMIT, () -> jvm.errors().stream().anyMatch(line -> line.contains(code + " ")));
    }

    private void end(ForkedJvm jvm) throws IOException {
        Files.createFile(folder.resolve("end"));
        assertThat(jvm.awaitExit(LIMIT)).isZero();
    }

    private static <S extends RunningServer & DatabaseServer> void killAndRestart(
            OutageTest test, ForkedJvm jvm, S server) throws IOException {
        awaitLast(jvm, " up");
        server.kill();
        jvm.awaitLine("refused COVET-4401 The database server 127.0.0.1:" + server.port(), LIMIT);
        awaitError(jvm, "COVET-4402");
        server.restart();
        awaitLast(jvm, " up");
        awaitError(jvm, "COVET-4403");
        test.end(jvm);
        assertThat(jvm.errors()).noneMatch(line -> line.contains("COVET-2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void killedPostgres_isRefusedAtOnce_andUsedAgain(int jdk) throws IOException {
        try (PostgresServer server = PostgresServer.start();
                ForkedJvm jvm = application(jdk, server, server.jdbcUrl("postgres"), "banner=off", 3)) {
            killAndRestart(this, jvm, server);
        }
    }

    @Test
    void killedMariaDb_isRefusedAtOnce_andUsedAgain() throws IOException {
        try (MariaDbServer server = MariaDbServer.start();
                ForkedJvm jvm = application(17, server, server.jdbcUrl("mysql"), "banner=off", 3)) {
            killAndRestart(this, jvm, server);
        }
    }

    @Test
    void frozenPostgres_isRefusedOnceItIsKnown_andUsedAgain() throws IOException {
        try (PostgresServer server = PostgresServer.start();
                ForkedJvm jvm =
                        application(17, server, server.jdbcUrl("postgres") + "?socketTimeout=2", "banner=off", 3)) {
            awaitLast(jvm, " up");
            server.suspend();
            jvm.awaitLine("refused COVET-4401", LIMIT);
            server.resume();
            awaitLast(jvm, " up");
            end(jvm);
        }
    }

    @Test
    void databaseThatIsNotThereAtTheStart_isRefusedToo() throws IOException {
        try (PostgresServer server = PostgresServer.start()) {
            server.kill();
            try (ForkedJvm jvm = application(17, server, server.jdbcUrl("postgres"), "banner=off", 2)) {
                jvm.awaitLine("refused COVET-4401", LIMIT);
                awaitError(jvm, "COVET-4402");
                server.restart();
                awaitLast(jvm, " up");
                end(jvm);
            }
        }
    }

    @Test
    void fullPostgres_refusesNothing() throws IOException, SQLException {
        try (PostgresServer server =
                PostgresServer.builder().setting("max_connections", "12").start()) {
            List<Connection> others = new ArrayList<>();
            String url = server.jdbcUrl("postgres");
            try {
                for (int i = 0; i < 10; i++) {
                    others.add(DriverManager.getConnection(url, server.user(), server.password()));
                }
                try (ForkedJvm jvm = application(17, server, url, "banner=off", 10)) {
                    awaitError(jvm, "COVET-4406");
                    awaitLast(jvm, " up");
                    end(jvm);
                    assertThat(jvm.output()).noneMatch(line -> line.contains("COVET-44"));
                    assertThat(jvm.errors()).noneMatch(line -> line.contains("COVET-4402"));
                }
            } finally {
                for (Connection each : others) {
                    each.close();
                }
            }
        }
    }

    @Test
    void observing_refusesNothing() throws IOException {
        try (PostgresServer server = PostgresServer.start();
                ForkedJvm jvm =
                        application(17, server, server.jdbcUrl("postgres"), "banner=off,breaker.mode=observe", 2)) {
            awaitLast(jvm, " up");
            server.kill();
            awaitError(jvm, "COVET-4405");
            server.restart();
            awaitLast(jvm, " up");
            end(jvm);
            assertThat(jvm.output()).noneMatch(line -> line.contains("COVET-44"));
        }
    }
}

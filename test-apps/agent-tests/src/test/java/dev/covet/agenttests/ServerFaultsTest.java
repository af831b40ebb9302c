package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.unexported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.programs.FaultsMain;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.network.NetworkDelay;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.time.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of readers, writers and transactions of a plain pool when its server fails in one way or another: nothing is
 * refused within a transaction, nothing at all while the server is well, everybody is served again afterwards, and what was
 * said to be committed is there.
 */
class ServerFaultsTest {
    /** Some faults are noticed after timeouts of the driver and the pool only. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int THREADS = 6;

    @TempDir
    private Path folder;

    private PostgresServer server;
    private NetworkDelay network;

    @BeforeEach
    void start() throws SQLException {
        server = PostgresServer.builder().setting("max_connections", "20").start();
        network = NetworkDelay.before("127.0.0.1", server.port());
        try (Connection connection = connect()) {
            Sql.execute(connection, "create table fact (id int primary key)");
        }
    }

    @AfterEach
    void stop() {
        network.close();
        server.close();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), server.password());
    }

    /** A fault, or its end. */
    private interface Change {
        void make() throws SQLException;
    }

    private static Map<String, String> states(ForkedJvm jvm) {
        Map<String, String> states = new HashMap<>();
        for (String line : jvm.output()) {
            String[] words = line.split(" ", 3);
            if (words.length > 1 && words[0].contains("-")) {
                states.put(words[0], words[1]);
            }
        }
        return states;
    }

    private static void awaitUp(ForkedJvm jvm) {
        Await.until("all threads to be served", PATIENCE, () -> {
            Map<String, String> states = states(jvm);
            return states.size() == THREADS && states.values().stream().allMatch("up"::equals);
        });
    }

    /** After so many lines. */
    private static void awaitState(ForkedJvm jvm, int lines, String state) {
        Await.until(
                "somebody to be " + state,
                PATIENCE,
                () -> jvm.output().stream().skip(lines).anyMatch(line -> line.contains(" " + state + " ")));
    }

    private static boolean says(List<String> lines, String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    /** Runs the application through a fault, which is over when the sign of it was seen. */
    private ForkedJvm survive(Change fault, String sign, Change remedy) throws SQLException, IOException {
        String url = "jdbc:postgresql://127.0.0.1:" + network.port() + "/postgres?connectTimeout=2&socketTimeout=3";
        try (ForkedJvm jvm = unexported(program(
                                FaultsMain.class,
                                17,
                                url,
                                server.user(),
                                server.password(),
                                folder.resolve("end").toString(),
                                "3")
                        .flags(flag("banner=off")))
                .start()) {
            awaitUp(jvm);
            int lines = jvm.output().size();
            fault.make();
            awaitState(jvm, lines, sign);
            remedy.make();
            awaitUp(jvm);
            Files.createFile(folder.resolve("end"));
            assertThat(jvm.awaitExit(PATIENCE)).isZero();
            assertThat(jvm.output()).last().isEqualTo("committed true, missing 0, rolled back and there 0");
            assertThat(jvm.output()).noneMatch(line -> line.contains(" WITHIN "));
            assertThat(jvm.errors()).noneMatch(line -> line.contains("COVET-2"));
            return jvm;
        }
    }

    private void refusesAndRecovers(Change fault, Change remedy) throws SQLException, IOException {
        ForkedJvm jvm = survive(fault, "refused", remedy);
        assertThat(says(jvm.errors(), "COVET-4402 ")).as("said to be open").isTrue();
        assertThat(says(jvm.errors(), "COVET-4403 ")).as("said to be back").isTrue();
    }

    private void refusesNothing(Change fault, Change remedy) throws SQLException, IOException {
        ForkedJvm jvm = survive(fault, "down", remedy);
        assertThat(jvm.output()).noneMatch(line -> line.contains("COVET-44"));
        assertThat(jvm.errors()).noneMatch(line -> line.contains("COVET-4402 "));
    }

    @Test
    void killedServer_isRefused_andUsedAgain() throws SQLException, IOException {
        refusesAndRecovers(server::kill, server::restart);
    }

    @Test
    void stoppedServer_isRefused_andUsedAgain() throws SQLException, IOException {
        refusesAndRecovers(server::stop, server::restart);
    }

    @Test
    void frozenServer_isRefused_andUsedAgain() throws SQLException, IOException {
        refusesAndRecovers(server::suspend, server::resume);
    }

    @Test
    void halfOpenConnections_areRefused_andOpenedAgain() throws SQLException, IOException {
        refusesAndRecovers(network::halfOpen, network::restore);
    }

    @Test
    void connectionsThatAnAdministratorEnds_refuseNothing() throws SQLException, IOException {
        try (Connection administrator = connect()) {
            refusesNothing(() -> end(administrator), () -> {});
        }
    }

    private static void end(Connection administrator) throws SQLException {
        Sql.execute(
                administrator,
                "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                        + " and backend_type = 'client backend'");
    }

    @Test
    void fullServer_refusesNothing() throws SQLException, IOException {
        List<Connection> others = new ArrayList<>();
        try (Connection administrator = connect()) {
            refusesNothing(
                    () -> {
                        fill(others);
                        end(administrator, others);
                        fill(others);
                    },
                    () -> close(others));
        } finally {
            close(others);
        }
    }

    private void fill(List<Connection> others) {
        try {
            while (true) {
                others.add(connect());
            }
        } catch (SQLException full) {
            assertThat(full.getSQLState()).isEqualTo("53300");
        }
    }

    /** Those of the application. */
    private static void end(Connection administrator, List<Connection> others) throws SQLException {
        StringBuilder spared = new StringBuilder("0");
        for (Connection other : others) {
            spared.append(',').append(Sql.value(other, "select pg_backend_pid()"));
        }
        Sql.execute(
                administrator,
                "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and pid not in ("
                        + spared + ") and backend_type = 'client backend'");
    }

    private static void close(List<Connection> others) throws SQLException {
        for (Connection other : others) {
            other.close();
        }
        others.clear();
    }

    @Test
    void serverThatTakesNoWrites_refusesNothing() throws SQLException, IOException {
        try (Connection administrator = connect()) {
            Sql.execute(administrator, "set default_transaction_read_only = off");
            refusesNothing(
                    () -> Sql.execute(
                            administrator,
                            "alter system set default_transaction_read_only = on",
                            "select pg_reload_conf()"),
                    () -> Sql.execute(
                            administrator,
                            "alter system reset default_transaction_read_only",
                            "select pg_reload_conf()"));
        }
    }
}

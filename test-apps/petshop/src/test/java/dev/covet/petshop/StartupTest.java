package dev.covet.petshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person sees who starts the application, when it works and when it does not. */
@ExtendWith(Petshops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartupTest {

    private final Petshop running;
    private final PetshopDatabase server;
    private final int freePort = freePort();

    /** Programs that start side by side while the first test waits for the first of them. */
    private final ChildProcess healthy;

    private final ChildProcess portTaken;
    private final ChildProcess unreachable;
    private final ChildProcess wrongPassword;
    private final ChildProcess unknownSeed;

    StartupTest(Petshop running, PetshopDatabase server) {
        this.running = running;
        this.server = server;
        requirePassword("locked");
        healthy = ChildProcess.start(arguments(server.create("startup")));
        portTaken = ChildProcess.start(arguments(running.databaseUrl(), "--server.port=" + running.port()));
        unreachable =
                ChildProcess.start(arguments("jdbc:postgresql://localhost:" + freePort + "/petshop?connectTimeout=5"));
        wrongPassword = ChildProcess.start(arguments(
                running.databaseUrl(), "--spring.datasource.username=locked", "--spring.datasource.password=wrong"));
        unknownSeed = ChildProcess.start(arguments(running.databaseUrl(), "--petshop.seed=huge"));
    }

    @AfterAll
    void endPrograms() {
        Stream.of(healthy, portTaken, unreachable, wrongPassword, unknownSeed).forEach(ChildProcess::close);
    }

    @Test
    void start_emptyDatabase_fewLinesAndTheUrl() throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(healthy.output(), StandardCharsets.UTF_8))) {
            do {
                lines.add(output.readLine());
            } while (last(lines) != null && !last(lines).contains("Ready"));
        }

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).endsWith("INFO  Starting with the database at " + server.url("startup") + " ...");
        assertThat(lines.get(1)).endsWith("INFO  Seeding the database (small) ...");
        assertThat(lines.get(2)).matches(".* INFO {2}Seeded in \\d+ ms");
        assertThat(lines.get(3))
                .matches(".* INFO {2}Ready after \\d+ ms: http://localhost:\\d+/ \\(Ctrl\\+C stops it\\)");
    }

    @Test
    void start_portTaken_oneLine() throws IOException {
        assertFailed(
                portTaken,
                "petshop: Port %d is taken by another program. Stop that program or choose another port, for example"
                                .formatted(running.port())
                        + " --server.port=8081.");
    }

    @Test
    void start_databaseUnreachable_oneLine() throws IOException {
        assertFailed(
                unreachable,
                "petshop: Cannot reach the database at jdbc:postgresql://localhost:" + freePort
                        + "/petshop (Connection to localhost:" + freePort
                        + " refused. Check that the hostname and port are correct and that the postmaster is accepting"
                        + " TCP/IP connections). Start PostgreSQL there, or name another place with"
                        + " --spring.datasource.url.");
    }

    @Test
    void start_wrongPassword_oneLine() throws IOException {
        assertFailed(
                wrongPassword,
                "petshop: User 'locked' may not log in to the database at " + running.databaseUrl()
                        + " (FATAL: password authentication failed for user \"locked\"). Correct"
                        + " --spring.datasource.username and --spring.datasource.password.");
    }

    @Test
    void start_unknownSeed_oneLine() throws IOException {
        assertFailed(
                unknownSeed,
                "petshop: petshop.seed is 'huge', which is no known size. Choose one of none, small, medium, large,"
                        + " for example --petshop.seed=small.");
    }

    @Test
    void start_databaseMissing_saysHowToCreateIt() {
        assertExplained(
                "There is no such database: FATAL: database \"nowhere\" does not exist. Create it with 'createdb', or"
                        + " name another one with --spring.datasource.url.",
                arguments(server.url("nowhere")));
    }

    @Test
    void start_settingOfWrongKind_namesSettingAndValue() {
        assertExplained(
                "The setting server.port cannot be 'http'. Correct it.",
                arguments(running.databaseUrl(), "--server.port=http"));
    }

    @Test
    void start_otherKindOfDatabase_saysWhichWorks() {
        assertExplained(
                "Only PostgreSQL works here, but spring.datasource.url is jdbc:mysql://localhost/petshop."
                        + " Name one that starts with jdbc:postgresql:.",
                arguments("jdbc:mysql://localhost/petshop?password=secret"));
    }

    @Test
    void start_portOutOfRange_saysSo() {
        assertExplained(
                "The application did not start: port out of range:99999. Add --debug to see the whole error.",
                arguments(running.databaseUrl(), "--server.port=99999"));
    }

    private static void assertExplained(String explanation, String... arguments) {
        StartupFailure failure = new StartupFailure();
        assertThatThrownBy(() -> PetshopMain.start(failure, arguments))
                .satisfies(thrown -> assertThat(failure.explain(thrown)).isEqualTo(explanation));
    }

    private static void assertFailed(ChildProcess child, String line) throws IOException {
        assertThat(child.exitCode()).isEqualTo(1);
        assertThat(child.allErrors()).isEqualTo(line + System.lineSeparator());
        assertThat(child.allOutput()).doesNotContain("Exception", "ERROR", "\tat ");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the server ask this user, and nobody else, for the password. */
    private void requirePassword(String user) {
        server.execute("create role " + user + " login password 'right'");
        server.execute("""
                do $$
                declare
                    file text := current_setting('hba_file');
                    rules text := 'host all "USER" all scram-sha-256' || chr(10) || pg_read_file(file);
                begin
                    execute format('copy (select regexp_split_to_table(%L, chr(10))) to %L', rules, file);
                end $$
                """.replace("USER", user));
        long reloaded = configurationTime();
        server.execute("select pg_reload_conf()");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (configurationTime() == reloaded) {
            assertThat(System.nanoTime()).as("the server does not reload").isLessThan(deadline);
        }
    }

    /** When the configuration was read that new connections meet. */
    private long configurationTime() {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet time = statement.executeQuery("select pg_conf_load_time()")) {
            time.next();
            return time.getTimestamp(1).toInstant().toEpochMilli();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    private String[] arguments(String url, String... settings) {
        return Petshop.arguments(server, url, settings);
    }
}
